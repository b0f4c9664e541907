package org.resultsrelay.access;

import java.util.Collection;
import java.util.List;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * User ids may hold any character and stand percent-encoded in paths. That is safe because the security rules and the
 * controllers match the same raw path, split at its slashes and only then decoded: an encoded slash stays inside its
 * segment for both. Unencoded {@code ;}, {@code //} and the like stay refused.
 */
@Configuration(proxyBeanMethods = false)
class PathRules {

    private static final List<String> ENCODED = List.of("%3b", "%3B", "%2f%2f", "%2f%2F", "%2F%2f", "%2F%2F");

    @Bean
    HttpFirewall httpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowBackSlash(true); // as %5C; Tomcat refuses it unencoded
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowUrlEncodedLineSeparator(true);
        firewall.setAllowUrlEncodedParagraphSeparator(true);
        allow(firewall.getEncodedUrlBlocklist(), ENCODED);
        allow(firewall.getDecodedUrlBlocklist(), ENCODED);
        allow(firewall.getDecodedUrlBlocklist(), List.of(";"));
        return firewall;
    }

    private static void allow(Collection<String> blocked, List<String> allowed) {
        blocked.removeAll(allowed);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
        String passThrough = EncodedSolidusHandling.PASS_THROUGH.getValue();
        return factory -> factory.addConnectorCustomizers(connector -> {
            connector.setEncodedSolidusHandling(passThrough);
            connector.setEncodedReverseSolidusHandling(passThrough);
        });
    }
}
