package org.resultsrelay.problems;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Reads {@link StrictBody} bodies, including those that are put together here, such as patched ones. */
@Component
public class StrictJson {

    private final JsonMapper mapper;
    private final Validator validator;

    StrictJson(JsonMapper mapper, Validator validator) {
        this.mapper = strict(mapper);
        this.validator = validator;
    }

    JsonMapper mapper() {
        return mapper;
    }

    public JsonNode tree(byte[] body) {
        try {
            return mapper.readTree(body);
        } catch (JacksonException e) {
            throw UnreadableBody.problem(e);
        }
    }

    /** Binds and validates; a {@link Problem} names what is wrong. */
    public <T extends StrictBody> T bind(JsonNode tree, Class<T> type) {
        if (!tree.isObject()) {
            throw InvalidRequest.problem(List.of(new FieldError("", "send a JSON object")));
        }
        T bound = bound(tree, type);
        Set<ConstraintViolation<T>> violations = validator.validate(bound);
        if (!violations.isEmpty()) {
            throw InvalidRequest.problem(violations.stream()
                    .map(violation ->
                            InvalidRequest.error(violation.getPropertyPath().toString(), violation.getMessage()))
                    .sorted(Comparator.comparing(FieldError::field))
                    .toList());
        }
        return bound;
    }

    /** {@code current} after these changes, a {@link MergePatch}: bound and validated. */
    public <T extends StrictBody> T patched(T current, JsonNode changes, Class<T> type) {
        return bind(MergePatch.apply(mapper.valueToTree(current), changes), type);
    }

    private <T> T bound(JsonNode tree, Class<T> type) {
        try {
            return mapper.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw UnreadableBody.problem(e);
        }
    }

    private static JsonMapper strict(JsonMapper lenient) {
        return lenient.rebuild()
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addModule(new SimpleModule()
                        .addDeserializer(String.class, new StrictText())
                        .addDeserializer(Instant.class, new StrictInstant()))
                .build();
    }
}
