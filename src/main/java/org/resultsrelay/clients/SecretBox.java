package org.resultsrelay.clients;

import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.resultsrelay.runtime.CannotStart;
import org.resultsrelay.signing.SigningSecret;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/** Encrypts secrets for the database with AES-256 in GCM mode, so that a wrong key is noticed. */
public class SecretBox {

    static final String HOW_TO_MAKE_ONE = "Make a key with: openssl rand -base64 32";

    private static final int KEY_BYTES = 32;

    private final BytesEncryptor aes;

    /** @param key base64 of 32 bytes */
    SecretBox(String key) {
        this.aes = AesGcmBytesEncryptor.withSecretKey(secretKey(key)).build();
    }

    byte[] seal(SigningSecret secret) {
        return aes.encrypt(secret.key());
    }

    /** Seals a secret of any form. */
    public byte[] seal(byte[] secret) {
        return aes.encrypt(secret);
    }

    SigningSecret open(byte[] sealed) {
        return new SigningSecret(unseal(sealed));
    }

    public byte[] unseal(byte[] sealed) {
        try {
            return aes.decrypt(sealed);
        } catch (IllegalStateException e) {
            throw new IllegalStateException("This secret was sealed with another RELAY_SECRET_KEY", e);
        }
    }

    private static SecretKey secretKey(String key) {
        try {
            byte[] bytes = Base64.getDecoder().decode(key.strip());
            if (bytes.length == KEY_BYTES) {
                return new SecretKeySpec(bytes, "AES");
            }
        } catch (IllegalArgumentException e) {
            throw notAKey();
        }
        throw notAKey();
    }

    private static CannotStart notAKey() {
        return new CannotStart("RELAY_SECRET_KEY is not base64 of " + KEY_BYTES + " bytes.", HOW_TO_MAKE_ONE);
    }
}
