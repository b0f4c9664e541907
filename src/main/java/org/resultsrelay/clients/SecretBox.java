package org.resultsrelay.clients;

import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/** Seals signing secrets for the database: AES-256 in GCM mode, so that a wrong key is noticed rather than used. */
class SecretBox {

    private static final int KEY_BYTES = 32;

    private final BytesEncryptor aes;

    /** @param key base64 of 32 bytes */
    SecretBox(String key) {
        this.aes = AesGcmBytesEncryptor.withSecretKey(secretKey(key)).build();
    }

    byte[] seal(SigningSecret secret) {
        return aes.encrypt(secret.key());
    }

    SigningSecret open(byte[] sealed) {
        try {
            return new SigningSecret(aes.decrypt(sealed));
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "The stored signing secrets were sealed with another key: start with the RELAY_SECRET_KEY "
                            + "(embedded: the file secret-key in the data directory) that they were stored with",
                    e);
        }
    }

    private static SecretKey secretKey(String key) {
        try {
            byte[] bytes = Base64.getDecoder().decode(key.strip());
            if (bytes.length == KEY_BYTES) {
                return new SecretKeySpec(bytes, "AES");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(NOT_A_KEY, e);
        }
        throw new IllegalStateException(NOT_A_KEY);
    }

    private static final String NOT_A_KEY =
            "RELAY_SECRET_KEY must be base64 of 32 bytes: make one with: openssl rand -base64 32";
}
