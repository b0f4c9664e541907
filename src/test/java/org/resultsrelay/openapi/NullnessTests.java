package org.resultsrelay.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NullnessTests {

    private final Schema<?> schema = schema();

    private static Schema<?> schema() {
        ObjectMapper mapper = Json31.mapper().copy();
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        ModelConverters converters = new ModelConverters(true);
        converters.addConverter(new ModelResolver(mapper).openapi31(true));
        converters.addConverter(new Nullness());
        return converters.readAllAsResolvedSchema(Sample.class).schema;
    }

    private String json(String property) {
        return Json31.mapper().valueToTree(schema.getProperties().get(property)).toString();
    }

    @Test
    void whatIsNeverNullIsRequired() {
        assertThat(schema.getRequired()).containsExactlyInAnyOrder("always_there", "count", "at", "several", "other");
    }

    @Test
    void whatMayBeNullSaysSo() {
        assertThat(json("a_text")).contains("[\"string\",\"null\"]");
        assertThat(json("a_number")).contains("[\"integer\",\"null\"]");
        assertThat(json("a_time")).contains("[\"string\",\"null\"]").contains("date-time");
        assertThat(json("an_address")).contains("[\"string\",\"null\"]").contains("uri");
        assertThat(json("a_list")).contains("[\"array\",\"null\"]");
        assertThat(json("a_choice")).contains("[\"string\",\"null\"]").contains("[\"YES\",null]");
        assertThat(json("another")).contains("anyOf").contains("\"$ref\"").contains("{\"type\":\"null\"}");
    }

    @Test
    void theRestIsAsItWas() {
        assertThat(json("always_there")).isEqualTo("{\"type\":\"string\"}");
        assertThat(json("other")).isEqualTo("{\"$ref\":\"#/components/schemas/Other\"}");
    }

    record Sample(
            String alwaysThere,
            int count,
            Instant at,
            List<String> several,
            Other other,
            @Nullable String aText,
            @Nullable Integer aNumber,
            @Nullable Instant aTime,
            @Nullable URI anAddress,
            @Nullable List<String> aList,
            @Nullable Choice aChoice,
            @Nullable Other another) {}

    record Other(String text) {}

    enum Choice {
        YES
    }
}
