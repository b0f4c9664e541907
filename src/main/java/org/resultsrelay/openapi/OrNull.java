package org.resultsrelay.openapi;

import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A schema that also accepts null, as in JSON Schema 2020-12. */
final class OrNull {

    private static final String NULL = "null";

    private OrNull() {}

    static Schema<?> of(Schema<?> schema) {
        if (schema.get$ref() != null) {
            Schema<Object> either = new Schema<>();
            either.setAnyOf(List.of(schema, nothing()));
            either.setDescription(schema.getDescription());
            schema.setDescription(null);
            return either;
        }
        if (schema.getTypes() == null && schema.getType() == null) {
            return schema; // anything is allowed, null included
        }
        Set<String> types =
                new LinkedHashSet<>(schema.getTypes() == null ? Set.of(schema.getType()) : schema.getTypes());
        types.add(NULL);
        schema.setTypes(types);
        addToEnum(schema);
        return schema;
    }

    private static <T> void addToEnum(Schema<T> schema) {
        if (schema.getEnum() != null && !schema.getEnum().contains(null)) {
            List<T> values = new ArrayList<>(schema.getEnum());
            values.add(null);
            schema.setEnum(values);
        }
    }

    private static Schema<Object> nothing() {
        Schema<Object> nothing = new Schema<>();
        nothing.addType(NULL);
        return nothing;
    }
}
