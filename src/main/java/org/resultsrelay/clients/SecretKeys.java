package org.resultsrelay.clients;

import java.util.Base64;
import org.resultsrelay.runtime.CannotStart;
import org.resultsrelay.runtime.DataDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.util.StringUtils;

/** Provides the key: from the setting, or from the data directory of the embedded database. */
@Configuration(proxyBeanMethods = false)
class SecretKeys {

    @Bean
    SecretBox secretBox(ClientsProperties properties, DataDirectory directory, Environment environment) {
        String set = properties.secretKey();
        if (set != null && StringUtils.hasText(set)) {
            return new SecretBox(set);
        }
        if (StringUtils.hasText(environment.getProperty("spring.datasource.url"))) {
            throw new CannotStart(
                    "RELAY_SECRET_KEY is not set: it encrypts the signing secrets in the database that "
                            + "SPRING_DATASOURCE_URL names, and is the same for every relay on it.",
                    SecretBox.HOW_TO_MAKE_ONE);
        }
        return new SecretBox(directory.secret("secret-key", SecretKeys::random));
    }

    private static String random() {
        return Base64.getEncoder().encodeToString(KeyGenerators.secureRandom(32).generateKey());
    }
}
