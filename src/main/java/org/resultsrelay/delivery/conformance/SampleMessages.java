package org.resultsrelay.delivery.conformance;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.push.Message;
import org.resultsrelay.delivery.push.Pusher;
import org.resultsrelay.results.Summary;
import org.resultsrelay.results.Totals;
import org.resultsrelay.signing.SigningSecret;

/** Messages about a user who does not exist, each right or wrong in one way. Every run has a user of its own. */
final class SampleMessages {

    /** By this a receiver can tell such users from real ones, and delete them. */
    static final String USERS = "relay-conformance-";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Totals NOTHING = new Totals(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, null);

    private final Pusher pusher;
    private final Client client;
    private final long id = RANDOM.nextLong(Long.MAX_VALUE / 2, Long.MAX_VALUE); // no real user has one as high
    private final SigningSecret foreign = new SigningSecret(random(24));

    SampleMessages(Pusher pusher, Client client) {
        this.pusher = pusher;
        this.client = client;
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    String userId() {
        return USERS + HexFormat.of().toHexDigits(id);
    }

    Message summary(int epoch, long revision) {
        return pusher.compose(
                client, new Summary(id, userId(), epoch, revision, NOTHING, List.of(), null, client.detail(), false));
    }

    Message ofAnotherType() {
        return pusher.composeTest(client);
    }

    Message signedByAStranger(int epoch, long revision) {
        Message right = summary(epoch, revision);
        return Message.signed(right.webhookId(), right.signedAt(), right.body(), List.of(foreign));
    }

    /** As while a secret rotates, among signatures of another scheme: one that fits is enough. */
    Message signedByStrangersAndUs(int epoch, long revision) {
        Message right = summary(epoch, revision);
        return right.withSignature(
                "v2,AAAA " + signedByAStranger(epoch, revision).signature() + " " + right.signature());
    }

    Message changedOnTheWay(int epoch, long revision) {
        return summary(epoch, revision).withBody(summary(epoch, revision + 1).body());
    }

    Message signed(Duration fromNow, int epoch, long revision) {
        Message right = summary(epoch, revision);
        return Message.signed(right.webhookId(), right.signedAt().plus(fromNow), right.body(), client.secrets());
    }
}
