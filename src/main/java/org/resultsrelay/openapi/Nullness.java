package org.resultsrelay.openapi;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts JSpecify's nullness into the document: a component of a record is required unless it may be null. */
@Component
class Nullness implements ModelConverter {

    private static final String REFERENCE = "#/components/schemas/";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Schema<?> model = schema == null ? null : model(schema, context);
        if (model != null && model.getProperties() != null && type.getType() != null) {
            Class<?> described =
                    TypeFactory.defaultInstance().constructType(type.getType()).getRawClass();
            if (described.isRecord()) {
                mark(model, described.getRecordComponents());
            }
        }
        return schema;
    }

    private static @Nullable Schema<?> model(Schema<?> schema, ModelConverterContext context) {
        String reference = schema.get$ref();
        return reference == null ? schema : context.getDefinedModels().get(reference.substring(REFERENCE.length()));
    }

    private static void mark(Schema<?> model, RecordComponent[] components) {
        var properties = model.getProperties();
        for (RecordComponent component : components) {
            String name = SnakeCase.of(component.getName());
            if (!properties.containsKey(name)) {
                continue;
            }
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                properties.put(name, OrNull.of(properties.get(name)));
            } else if (model.getRequired() == null || !model.getRequired().contains(name)) {
                model.addRequiredItem(name);
            }
        }
    }
}
