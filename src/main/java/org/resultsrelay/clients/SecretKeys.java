package org.resultsrelay.clients;

import java.util.Base64;
import org.resultsrelay.runtime.DataDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.util.StringUtils;

/** Where the key comes from: the setting, or beside the embedded database whose secrets it seals. */
@Configuration(proxyBeanMethods = false)
class SecretKeys {

    @Bean
    SecretBox secretBox(ClientsProperties properties, DataDirectory directory, Environment environment) {
        String set = properties.secretKey();
        if (set != null && StringUtils.hasText(set)) {
            return new SecretBox(set);
        }
        if (StringUtils.hasText(environment.getProperty("spring.datasource.url"))) {
            throw new IllegalStateException("With a database of its own the relay needs RELAY_SECRET_KEY, the same for "
                    + "every relay on that database: make one with: openssl rand -base64 32");
        }
        return new SecretBox(directory.secret("secret-key", SecretKeys::random));
    }

    private static String random() {
        return Base64.getEncoder().encodeToString(KeyGenerators.secureRandom(32).generateKey());
    }
}
