package org.resultsrelay.clients;

import java.util.Optional;
import org.resultsrelay.runtime.CannotStart;
import org.resultsrelay.signing.SigningSecret;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stops a start with the wrong key, which would otherwise fail at every push. The first relay on a database stores a
 * test value, so that two relays that start on an empty database cannot use different keys.
 */
@Component
class SecretCheck implements SmartInitializingSingleton {

    private final JdbcClient jdbc;
    private final SecretBox box;

    SecretCheck(JdbcClient jdbc, SecretBox box) {
        this.jdbc = jdbc;
        this.box = box;
    }

    @Override
    public void afterSingletonsInstantiated() {
        newest().ifPresent(this::open);
        open(sample());
    }

    private byte[] sample() {
        jdbc.sql("insert into secret_key_check (sealed) values (:sealed) on conflict do nothing")
                .param("sealed", box.seal(SigningSecret.random()))
                .update();
        return jdbc.sql("select sealed from secret_key_check")
                .query(byte[].class)
                .single();
    }

    private Optional<byte[]> newest() {
        return jdbc.sql("select sealed from client_secrets order by id desc limit 1")
                .query(byte[].class)
                .optional();
    }

    private void open(byte[] sealed) {
        try {
            box.open(sealed);
        } catch (IllegalStateException e) {
            throw new CannotStart(
                    "The signing secrets in the database were encrypted with another key than the one given.",
                    "Start with the RELAY_SECRET_KEY that they were stored with. Embedded, that is the file secret-key in "
                            + "the data directory.",
                    e);
        }
    }
}
