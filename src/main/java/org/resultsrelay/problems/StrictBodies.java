package org.resultsrelay.problems;

import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.stereotype.Component;

/** Lets controllers read {@link StrictBody} bodies strictly, and everything else as usual. */
@Component
class StrictBodies implements ServerHttpMessageConvertersCustomizer {

    private final StrictJson json;

    StrictBodies(StrictJson json) {
        this.json = json;
    }

    @Override
    public void customize(ServerBuilder converters) {
        converters.configureMessageConverters(converter -> {
            if (converter instanceof JacksonJsonHttpMessageConverter jackson) {
                jackson.registerMappersForType(
                        StrictBody.class, mappers -> mappers.put(MediaType.APPLICATION_JSON, json.mapper()));
            }
        });
    }
}
