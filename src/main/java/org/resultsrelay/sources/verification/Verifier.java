package org.resultsrelay.sources.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.signing.SigningSecret;
import org.resultsrelay.sources.verification.Verification.Algorithm;
import org.resultsrelay.sources.verification.Verification.Encoding;
import org.resultsrelay.sources.verification.Verification.Place;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verifies requests of one source: over the raw bytes, and in a time that does not tell how much of a guess was right. While
 * a secret is being changed, either of the two passes.
 */
public final class Verifier {

    private static final JsonMapper JSON = new JsonMapper();
    /** Never none, and never a shared secret: the keys are public. */
    private static final AlgorithmConstraints SAFE = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384);

    private static final int DEFAULT_TOLERANCE = 300;
    private static final int LONGEST_ECHO = 1_000;

    private final Verification settings;
    private final SignedContent signed;
    private final List<byte[]> secrets;
    private final PlatformKeys keys;
    private final Clock clock;

    private Verifier(Verification settings, List<byte[]> secrets, PlatformKeys keys, Clock clock) {
        this.settings = settings;
        this.signed = SignedContent.of(settings.signed());
        this.secrets = secrets;
        this.keys = keys;
        this.clock = clock;
    }

    /** {@code secrets} are those that count now, newest first, in the form in which they were given. */
    public static Verifier of(Verification settings, List<String> secrets, PlatformKeys keys, Clock clock) {
        return settings.kind() == Verification.Kind.STANDARD_WEBHOOKS
                ? new Verifier(
                        asStandardWebhooksPrescribes(settings.challenge()),
                        secrets.stream()
                                .flatMap(secret -> SigningSecret.read(secret).stream())
                                .map(SigningSecret::key)
                                .toList(),
                        keys,
                        clock)
                : new Verifier(
                        settings,
                        secrets.stream().map(secret -> secret.getBytes(UTF_8)).toList(),
                        keys,
                        clock);
    }

    private static Verification asStandardWebhooksPrescribes(@Nullable String challenge) {
        return new Verification(
                Verification.Kind.HMAC,
                null,
                Algorithm.SHA256,
                "webhook-signature",
                Encoding.BASE64,
                "v1,",
                "{id}.{timestamp}.{body}",
                "webhook-id",
                "webhook-timestamp",
                DEFAULT_TOLERANCE,
                null,
                null,
                null,
                challenge,
                null);
    }

    /** Why the request is not authentic; null if it is. */
    public @Nullable String complaint(PlatformRequest request) {
        return switch (settings.kindOrUrl()) {
            case URL -> null;
            case JWT_BODY -> jwt(request);
            case CHALLENGE -> secrets.isEmpty() || echo(request).isPresent() ? null : token(request);
            case TOKEN -> token(request);
            case BASIC -> basic(request);
            case STANDARD_WEBHOOKS, HMAC, DIGEST -> signature(request);
        };
    }

    /** The claims of a body that is a JWT, which has been verified; null for all other kinds. */
    public byte @Nullable [] claims(PlatformRequest request) {
        if (settings.kind() != Verification.Kind.JWT_BODY) {
            return null;
        }
        String[] parts = new String(request.body(), UTF_8).strip().split("\\.", -1);
        try {
            return parts.length == 3 ? Base64.getUrlDecoder().decode(parts[1]) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private @Nullable String jwt(PlatformRequest request) {
        try {
            JsonWebSignature jwt = new JsonWebSignature();
            jwt.setAlgorithmConstraints(SAFE);
            jwt.setCompactSerialization(new String(request.body(), UTF_8).strip());
            String id = jwt.getKeyIdHeaderValue();
            if (id == null) {
                return "the JWT names no key";
            }
            Optional<Key> key = keys.find(Objects.requireNonNull(settings.jwksUrl()), id);
            if (key.isEmpty()) {
                return "the JWT names a key that the platform does not publish";
            }
            jwt.setKey(key.get());
            return jwt.verifySignature() ? null : "the signature is another";
        } catch (JoseException e) {
            return "the body is no JWT that can be verified";
        }
    }

    /** What the platform wants to hear, if this request is a handshake. */
    public Optional<String> echo(PlatformRequest request) {
        String challenge = settings.challenge();
        if (challenge == null) {
            return Optional.empty();
        }
        String value = challenge.startsWith("/")
                ? inBody(request, challenge)
                : request.query().get(challenge);
        return Optional.ofNullable(value)
                .filter(text -> text.length() <= LONGEST_ECHO && text.chars().noneMatch(Character::isISOControl));
    }

    /** The headers, or the query, without the one that holds the secret. */
    public Map<String, String> withoutSecrets(Map<String, String> named) {
        String field = settings.field();
        if (field == null) {
            return named;
        }
        Map<String, String> rest = new LinkedHashMap<>(named);
        rest.keySet().removeIf(field::equalsIgnoreCase);
        return rest;
    }

    private @Nullable String token(PlatformRequest request) {
        String field = Objects.requireNonNull(settings.field());
        String sent = switch (Objects.requireNonNullElse(settings.in(), Place.HEADER)) {
            case HEADER -> request.header(field);
            case QUERY -> request.query().get(field);
            case BODY -> inBody(request, field);
        };
        if (sent == null) {
            return "the token is missing";
        }
        String prefix = Objects.requireNonNullElse(settings.prefix(), "");
        return sent.startsWith(prefix)
                        && isSecret(sent.substring(prefix.length()).getBytes(UTF_8))
                ? null
                : "the token is another";
    }

    private static @Nullable String inBody(PlatformRequest request, String pointer) {
        try {
            JsonNode found = JSON.readTree(request.body()).at(JsonPointer.compile(pointer));
            return found.isString() ? found.asString() : null;
        } catch (JacksonException e) {
            return null; // what is no JSON holds no token
        }
    }

    private @Nullable String basic(PlatformRequest request) {
        String sent = request.header("authorization");
        if (sent == null || !sent.regionMatches(true, 0, "Basic ", 0, 6)) {
            return "user name and password are missing";
        }
        byte[] pair;
        try {
            pair = Base64.getDecoder().decode(sent.substring(6).strip());
        } catch (IllegalArgumentException e) {
            return "user name and password are not base64";
        }
        byte[] before = (settings.username() + ":").getBytes(UTF_8);
        int length = Math.min(before.length, pair.length);
        boolean user = MessageDigest.isEqual(Arrays.copyOf(pair, length), before);
        boolean password = isSecret(Arrays.copyOfRange(pair, length, pair.length));
        return user && password ? null : "user name or password is another";
    }

    /** Compares hashes, so that the time does not depend on the lengths either. */
    private boolean isSecret(byte[] guess) {
        boolean found = false;
        for (byte[] secret : secrets) {
            found |= MessageDigest.isEqual(sha256(guess), sha256(secret));
        }
        return found;
    }

    private @Nullable String signature(PlatformRequest request) {
        String header = Objects.requireNonNull(settings.header());
        String sent = request.header(header);
        if (sent == null) {
            return "the header " + header + " is missing";
        }
        String timestamp = settings.timestampHeader() == null ? "" : request.header(settings.timestampHeader());
        String id = settings.idHeader() == null ? "" : request.header(settings.idHeader());
        if (timestamp == null || id == null) {
            return "a header that is signed is missing";
        }
        if (settings.timestampHeader() != null && !isRecent(timestamp)) {
            return "the time of the signature is too far off";
        }
        return isSigned(sent, request.body(), timestamp.getBytes(UTF_8), id.getBytes(UTF_8))
                ? null
                : "the signature is another";
    }

    private boolean isRecent(String timestamp) {
        try {
            long number = Long.parseLong(timestamp.strip());
            Instant time = number > 100_000_000_000L ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
            int tolerance = Objects.requireNonNullElse(settings.toleranceSeconds(), DEFAULT_TOLERANCE);
            return Duration.between(time, clock.instant()).abs().toSeconds() <= tolerance;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** A header may hold several signatures, separated by spaces, while the platform changes its secret. */
    private boolean isSigned(String sent, byte[] body, byte[] timestamp, byte[] id) {
        String prefix = Objects.requireNonNullElse(settings.prefix(), "");
        List<byte[]> signatures = Arrays.stream(sent.strip().split(" "))
                .filter(one -> one.startsWith(prefix))
                .map(one -> decoded(one.substring(prefix.length())))
                .toList();
        boolean found = false;
        for (byte[] secret : secrets) {
            byte[] expected = sign(
                    secret,
                    Map.of(
                            SignedContent.BODY, body,
                            SignedContent.TIMESTAMP, timestamp,
                            SignedContent.ID, id,
                            SignedContent.SECRET, secret));
            for (byte[] signature : signatures) {
                found |= MessageDigest.isEqual(signature, expected);
            }
        }
        return found;
    }

    /** Empty if it is not written as it should be, which equals no signature. */
    private byte[] decoded(String signature) {
        try {
            return settings.encoding() == Encoding.BASE64
                    ? Base64.getDecoder().decode(signature)
                    : HexFormat.of().parseHex(signature);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] sign(byte[] secret, Map<String, byte[]> values) {
        Algorithm algorithm = Objects.requireNonNullElse(settings.algorithm(), Algorithm.SHA256);
        try {
            if (settings.kind() == Verification.Kind.DIGEST) {
                MessageDigest digest = MessageDigest.getInstance(algorithm.digest);
                signed.feed(values, digest::update);
                return digest.digest();
            }
            Mac mac = Mac.getInstance(algorithm.mac);
            mac.init(new SecretKeySpec(secret, algorithm.mac));
            signed.feed(values, mac::update);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
