package org.resultsrelay.delivery.push;

import java.time.Clock;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.resultsrelay.delivery.DeliveryProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires what sends summaries. */
@Configuration(proxyBeanMethods = false)
class PushConfiguration {

    @Bean
    TargetAddresses targetAddresses(DeliveryProperties properties) {
        return new TargetAddresses(SystemDefaultDnsResolver.INSTANCE, properties.allowedPrivateTargets());
    }

    @Bean
    Pusher pusher(
            DeliveryProperties properties,
            TargetAddresses targets,
            JsonMapper json,
            Clock clock,
            ObjectProvider<BuildProperties> build) {
        String version =
                build.stream().map(BuildProperties::getVersion).findFirst().orElse("dev");
        return new Pusher(new Endpoint(targets, properties.timeout(), clock), json, clock, version);
    }
}
