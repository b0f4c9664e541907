package org.resultsrelay.delivery.conformance;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.push.Pusher;
import org.resultsrelay.delivery.push.SignedMessage;
import org.resultsrelay.results.Summary;
import org.resultsrelay.results.Totals;
import org.resultsrelay.signing.SigningSecret;

/**
 * One message of the conformance check, the answer it must get, and what the receiver must hold afterwards for its user (for
 * the last one, if there are several), if that matters.
 *
 * @param advice what to do if it is not so
 */
record ConformanceStep(
        String name,
        Function<SampleMessages, SignedMessage> message,
        ExpectedAnswer answer,
        @Nullable HeldRevision held,
        String advice) {

    /** What a correct receiver answers: it confirms with 2xx, or refuses with 4xx. */
    enum ExpectedAnswer {
        CONFIRMS,
        REFUSES
    }

    /** Epoch and revision as a receiver may return them in its answer. */
    record HeldRevision(long epoch, long revision) {
        @Override
        public String toString() {
            return "epoch " + epoch + " revision " + revision;
        }
    }

    private static final String COMPARE = "Apply only a greater (epoch, revision), and confirm the others with 2xx.";
    private static final String VERIFY =
            "Compute the signature over the bytes as they arrived and compare before anything else.";
    private static final String TOLERANCE =
            "Refuse what is more than five minutes from your clock, or it can be replayed.";
    private static final Duration HOUR = Duration.ofHours(1);

    private static ConformanceStep confirms(
            String name, Function<SampleMessages, SignedMessage> message, @Nullable HeldRevision held, String advice) {
        return new ConformanceStep(name, message, ExpectedAnswer.CONFIRMS, held, advice);
    }

    private static ConformanceStep refuses(
            String name, Function<SampleMessages, SignedMessage> message, String advice) {
        return new ConformanceStep(name, message, ExpectedAnswer.REFUSES, null, advice);
    }

    private static final List<ConformanceStep> FOR_ONE_USER = List.of(
            confirms(
                    "new_summary",
                    it -> it.summary(1, 1),
                    new HeldRevision(1, 1),
                    "Apply the first summary of a user."),
            confirms("duplicate", it -> it.summary(1, 1), new HeldRevision(1, 1), COMPARE),
            confirms("newer_revision", it -> it.summary(1, 3), new HeldRevision(1, 3), COMPARE),
            confirms("stale_revision", it -> it.summary(1, 2), new HeldRevision(1, 3), COMPARE),
            confirms(
                    "higher_epoch",
                    it -> it.summary(2, 1),
                    new HeldRevision(2, 1),
                    COMPARE + " The epoch counts first."),
            confirms(
                    "earlier_epoch",
                    it -> it.summary(1, 9),
                    new HeldRevision(2, 1),
                    COMPARE + " The epoch counts first."),
            confirms(
                    "several_signatures",
                    it -> it.signedByStrangersAndUs(2, 2),
                    new HeldRevision(2, 2),
                    "The header lists several signatures while a secret rotates: one that fits is enough."),
            confirms(
                    "unknown_type",
                    SampleMessages::ofAnotherType,
                    null,
                    "Confirm types that you do not know with 2xx, and ignore them."),
            refuses("bad_signature", it -> it.signedByAStranger(2, 5), VERIFY),
            refuses("no_signature", it -> it.summary(2, 5).withSignature(""), VERIFY),
            refuses("changed_body", it -> it.changedOnTheWay(2, 5), VERIFY),
            refuses("old_timestamp", it -> it.signed(HOUR.negated(), 2, 5), TOLERANCE),
            refuses("future_timestamp", it -> it.signed(HOUR, 2, 5), TOLERANCE),
            confirms(
                    "after_refusals",
                    it -> it.summary(2, 2),
                    new HeldRevision(2, 2),
                    "Nothing of a refused message may be kept."));

    private static final String APPLY_ALL = "Apply every summary of a request before you confirm it.";

    private static final List<ConformanceStep> FOR_SEVERAL_USERS = List.of(
            confirms("several_users", it -> it.batch(it.other(1, 5), it.user(2, 3)), new HeldRevision(2, 3), APPLY_ALL),
            confirms(
                    "stale_among_several",
                    it -> it.batch(it.user(2, 2), it.other(1, 4)),
                    new HeldRevision(1, 5),
                    APPLY_ALL + " " + COMPARE));

    /** All steps for this client, in the order in which they are sent. */
    static List<ConformanceStep> of(Client client) {
        boolean severalUsers = client.batch() != null && client.batch().most() > 1;
        return severalUsers
                ? Stream.of(FOR_ONE_USER, FOR_SEVERAL_USERS)
                        .flatMap(List::stream)
                        .toList()
                : FOR_ONE_USER;
    }

    /**
     * Messages about a user that does not exist, each correct or wrong in one way. They have the form that the client asks
     * for; a batch may carry a second such user. Every run has its own.
     */
    static final class SampleMessages {

        /** The prefix by which a receiver can recognise and delete such users. */
        static final String USERS = "relay-conformance-";

        private static final SecureRandom RANDOM = new SecureRandom();
        private static final Totals NOTHING = new Totals(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, null);

        private final Pusher pusher;
        private final Client client;
        private final long id = RANDOM.nextLong(Long.MAX_VALUE / 2, Long.MAX_VALUE); // higher than any real one
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
            return userId(id);
        }

        private static String userId(long id) {
            return USERS + HexFormat.of().toHexDigits(id);
        }

        Summary user(int epoch, long revision) {
            return summaryOf(id, epoch, revision);
        }

        Summary other(int epoch, long revision) {
            return summaryOf(id - 1, epoch, revision);
        }

        private Summary summaryOf(long id, int epoch, long revision) {
            return new Summary(id, userId(id), epoch, revision, NOTHING, List.of(), null, client.detail(), false);
        }

        SignedMessage batch(Summary first, Summary second) {
            return pusher.compose(client, List.of(first, second));
        }

        SignedMessage summary(int epoch, long revision) {
            return pusher.compose(client, List.of(user(epoch, revision)));
        }

        SignedMessage ofAnotherType() {
            return pusher.composeTest(client);
        }

        SignedMessage signedByAStranger(int epoch, long revision) {
            SignedMessage right = summary(epoch, revision);
            return SignedMessage.signed(right.webhookId(), right.signedAt(), right.body(), List.of(foreign));
        }

        /** Signed as during a rotation, among signatures of another scheme: one match is enough. */
        SignedMessage signedByStrangersAndUs(int epoch, long revision) {
            SignedMessage right = summary(epoch, revision);
            return right.withSignature(
                    "v2,AAAA " + signedByAStranger(epoch, revision).signature() + " " + right.signature());
        }

        SignedMessage changedOnTheWay(int epoch, long revision) {
            return summary(epoch, revision)
                    .withBody(summary(epoch, revision + 1).body());
        }

        SignedMessage signed(Duration fromNow, int epoch, long revision) {
            SignedMessage right = summary(epoch, revision);
            return SignedMessage.signed(
                    right.webhookId(), right.signedAt().plus(fromNow), right.body(), client.secrets());
        }
    }
}
