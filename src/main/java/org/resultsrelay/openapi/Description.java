package org.resultsrelay.openapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Describes the API as a whole: what it is, how to authenticate, how names are written. */
@Configuration(proxyBeanMethods = false)
class Description {

    private static final String TOKEN = "token";

    private static final String TEXT = """
            Takes test results by webhook and relays each user's newest totals to the client company, signed and in order.

            Every request but the health checks and this document carries a token: `Authorization: Bearer <token>`. The \
            platform's server posts webhooks with a token of scope `intake`; a client company's own token has scope `client` and reads \
            its summaries and digests; everything else needs scope `admin`. \
            The first admin token is RELAY_ADMIN_TOKEN, or what the relay's first start has written to the file admin-token in its \
            data directory.

            Unknown fields and query parameters are refused by name; only webhooks may have more fields than the relay \
            reads. Lists are paged: send `next_cursor` back as `cursor` until it is null. Every error is a problem (RFC 9457) whose \
            `type` is stable and whose `errors` name the fields to fix.""";

    @Bean
    OpenAPI document(ObjectProvider<BuildProperties> build) {
        BuildProperties built = build.getIfAvailable();
        return new OpenAPI()
                .info(new Info()
                        .title("Results Relay")
                        .version(built == null ? "development" : built.getVersion())
                        .description(TEXT)
                        .contact(new Contact().name("The administrator of this relay"))
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .addServersItem(new Server().url("/").description("The relay that this document was read from"))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("A token from the administrator")))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    /**
     * Writes field names as they are on the wire. It is registered first and so runs last, because it calls no other
     * converter.
     */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ModelResolver modelResolver(ObjectMapperProvider mappers) {
        var mapper = mappers.jsonMapper().copy();
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        return new ModelResolver(mapper).openapi31(mappers.isOpenapi31());
    }
}
