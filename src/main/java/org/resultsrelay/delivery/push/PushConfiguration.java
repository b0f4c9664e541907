package org.resultsrelay.delivery.push;

import java.time.Clock;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.util.TimeValue;
import org.resultsrelay.delivery.DeliveryProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpComponentsHttpClientBuilder;
import org.springframework.boot.http.client.HttpCookieHandling;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP client for pushes: no redirects, no cookies, no retries of its own, and no private addresses unless allowed. */
@Configuration(proxyBeanMethods = false)
class PushConfiguration {

    private static final int CONNECTIONS = 4096;
    private static final int CONNECTIONS_TO_ONE = 256;

    @Bean
    Pusher pusher(DeliveryProperties properties, JsonMapper json, Clock clock, ObjectProvider<BuildProperties> build) {
        String version =
                build.stream().map(BuildProperties::getVersion).findFirst().orElse("dev");
        return new Pusher(new Endpoint(http(properties), properties.timeout(), clock), json, clock, version);
    }

    private static CloseableHttpClient http(DeliveryProperties properties) {
        HttpClientSettings settings = HttpClientSettings.defaults()
                .withTimeouts(properties.timeout(), properties.timeout())
                .withRedirects(HttpRedirects.DONT_FOLLOW)
                .withCookieHandling(HttpCookieHandling.DISABLE)
                .withInetAddressFilter(targets(properties));
        return new HttpComponentsHttpClientBuilder()
                .withCustomizer(builder -> builder.disableAutomaticRetries()
                        .disableAuthCaching()
                        .disableContentCompression()
                        .disableDefaultUserAgent())
                .withConnectionManagerCustomizer(
                        pool -> pool.setMaxConnTotal(CONNECTIONS).setMaxConnPerRoute(CONNECTIONS_TO_ONE))
                .withConnectionConfigCustomizer(
                        connection -> connection.setValidateAfterInactivity(TimeValue.ofMilliseconds(500)))
                .build(settings);
    }

    /** The resolver checks each address it hands out, so that the address checked is the address used. */
    private static InetAddressFilter targets(DeliveryProperties properties) {
        InetAddressFilter external = InetAddressFilter.externalAddresses();
        return properties.allowedPrivateTargets().isEmpty()
                ? external
                : external.or(
                        InetAddressFilter.of(properties.allowedPrivateTargets().toArray(String[]::new)));
    }
}
