package org.resultsrelay.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.Notifier;
import org.resultsrelay.notify.Notifier.Delivered;
import org.resultsrelay.notify.Notifier.NotDelivered;
import org.resultsrelay.notify.Notifier.OutboundMessage;
import org.resultsrelay.notify.Notifier.Unconfirmed;
import org.resultsrelay.notify.NotifierContract;
import org.resultsrelay.support.FakeMailServer;
import org.resultsrelay.support.RawServer;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class MailNotifierTests extends NotifierContract {

    private static final MailProperties PROPERTIES =
            new MailProperties("ana@example.com, Ops <ops@example.com>", "Relay <relay@example.com>");

    private static final Duration PATIENT = Duration.ofSeconds(10);

    private final FakeMailServer server = new FakeMailServer();
    private final MailNotifier notifier = notifier(server.port(), Duration.ofSeconds(18), PATIENT);
    private final MailNotifier impatient = notifier(server.port(), Duration.ofSeconds(18), Duration.ofMillis(300));

    private static MailNotifier notifier(int port, Duration timeout, Duration forALine) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.getJavaMailProperties().put("mail.smtp.timeout", Long.toString(forALine.toMillis()));
        try {
            return new MailNotifier(sender, PROPERTIES, timeout);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theHeadlineIsTheSubjectAndMachinesDoNotAnswer() throws MessagingException {
        delivered("🔴 Acme: trouble\nwith details");
        MimeMessage mail = server.received().getFirst();
        assertThat(mail.getSubject()).isEqualTo("🔴 Acme: trouble");
        assertThat(Arrays.toString(mail.getAllRecipients())).isEqualTo("[ana@example.com, Ops <ops@example.com>]");
        assertThat(Arrays.toString(mail.getFrom())).isEqualTo("[Relay <relay@example.com>]");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void nothingForeignGetsIntoTheHeaders() throws MessagingException {
        delivered("Trouble\rBcc: mallory@example.com\r\n\r\nmore");
        assertThat(server.received().getFirst().getHeader("Bcc")).isNull();
        assertThat(server.received().getFirst().getAllRecipients()).hasSize(2);
    }

    @Test
    void theSameRevisionSentAgainHasTheSameId() throws MessagingException {
        OutboundMessage outbound =
                new OutboundMessage("email", "alert:17:1", 3, MessageContent.of("Trouble"), null, null);
        notifier.send(outbound);
        notifier.send(outbound);
        assertThat(server.received())
                .hasSize(2)
                .allSatisfy(mail -> assertThat(mail.getMessageID()).isEqualTo("<alert.17.1.r3.relay@example.com>"));
    }

    @Test
    void whatFollowsIsInTheSameThread() throws MessagingException {
        String opening = delivered("Trouble");
        notifier.send(new OutboundMessage("email", "alert:17:over", 1, MessageContent.of("Over"), null, opening));
        MimeMessage closing = server.received().getLast();
        String id = server.received().getFirst().getMessageID();
        assertThat(closing.getHeader("In-Reply-To")).containsExactly(id);
        assertThat(closing.getHeader("References")).containsExactly(id);
        assertThat(closing.getMessageID()).isNotEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA", "."})
    void aRefusalForGoodNeedsAPerson(String command) {
        server.answersOnce(command, "550 5.1.1 no such user here");
        NotDelivered failed = failure();
        assertThat(failed.permanent()).isTrue();
        assertThat(failed.reason()).contains("550 5.1.1 no such user here", "RELAY_MAIL_TO");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "MAIL", "RCPT", "DATA", "."})
    void aRefusalForNowIsTemporary(String command) {
        server.answersOnce(command, "421 4.3.2 too busy");
        assertThat(failure().permanent()).isFalse();
        delivered("Trouble");
        assertThat(seen()).containsExactly("Trouble");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO", "MAIL", "RCPT", "DATA"})
    void aServerThatHangsUpBeforeItHasTheEmailHasNotGotIt(String command) {
        server.answersOnce(command, FakeMailServer.HANGS_UP);
        server.answersOnce("HELO", FakeMailServer.HANGS_UP);
        assertThat(failure().permanent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO", "MAIL", "RCPT", "DATA"})
    void aServerThatSaysNothingBeforeItHasTheEmailHasNotGotIt(String command) {
        server.answersOnce(command, FakeMailServer.KEEPS_SILENT);
        assertThat(failure(impatient).permanent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {FakeMailServer.HANGS_UP, FakeMailServer.KEEPS_SILENT})
    void whenNoAnswerComesAtTheEndNobodyKnows(String reply) {
        server.answersOnce(".", reply);
        assertThat(impatient.send(message("Trouble"))).isInstanceOf(Unconfirmed.class);
        assertThat(server.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {FakeMailServer.HANGS_UP, FakeMailServer.KEEPS_SILENT, "500 what?"})
    void aFarewellThatFailsChangesNothing(String reply) {
        server.answersOnce("QUIT", reply);
        assertThat(impatient.send(message("Trouble"))).isInstanceOf(Delivered.class);
    }

    @Test
    void aServerThatNeverStopsTalkingIsLeftInTime() throws InterruptedException {
        CountDownLatch left = new CountDownLatch(1);
        try (RawServer chatty = RawServer.that(peer -> dripsUntilLeft(peer, "220-one more line\r\n", left))) {
            NotDelivered failed = assertInstanceOf(
                    NotDelivered.class,
                    notifier(chatty.port(), Duration.ofSeconds(1), PATIENT).send(message("Trouble")));
            assertThat(failed).isEqualTo(new NotDelivered("the mail server did not finish within 1 s", false));
            assertThat(left.await(30, TimeUnit.SECONDS))
                    .as("the connection is closed")
                    .isTrue();
        }
    }

    @Test
    void whenTheAnswerToAnEmailNeverEndsNobodyKnows() throws InterruptedException {
        CountDownLatch left = new CountDownLatch(1);
        try (RawServer chatty = RawServer.that(peer -> {
            peer.says("220 ready\r\n250 fine\r\n250 fine\r\n250 fine\r\n250 fine\r\n354 go on\r\n");
            dripsUntilLeft(peer, "250-one more line\r\n", left);
        })) {
            assertThat(notifier(chatty.port(), Duration.ofSeconds(1), PATIENT).send(message("Trouble")))
                    .isEqualTo(new Unconfirmed("the mail server did not finish within 1 s"));
            assertThat(left.await(30, TimeUnit.SECONDS))
                    .as("the connection is closed")
                    .isTrue();
        }
    }

    private static void dripsUntilLeft(RawServer.Peer peer, String line, CountDownLatch left)
            throws InterruptedException {
        try {
            while (!left.await(100, TimeUnit.MILLISECONDS)) {
                peer.says(line);
            }
        } catch (IOException e) {
            left.countDown();
        }
    }

    @Test
    void aServerThatIsAwayIsTemporary() {
        server.close();
        NotDelivered failed = failure();
        assertThat(failed.permanent()).isFalse();
        assertThat(failed.reason()).contains("ConnectException");
    }

    private NotDelivered failure() {
        return failure(notifier);
    }

    private static NotDelivered failure(Notifier notifier) {
        return assertInstanceOf(NotDelivered.class, notifier.send(message("Trouble")));
    }

    @Override
    protected Notifier notifier() {
        return notifier;
    }

    @Override
    protected List<String> seen() {
        return server.received().stream().map(MailNotifierTests::text).toList();
    }

    private static String text(MimeMessage mail) {
        try {
            Object content = mail.getContent();
            String text = content instanceof Multipart parts ? text(parts) : (String) content;
            return text.replace("\r\n", "\n").stripTrailing();
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Multipart parts) throws MessagingException, IOException {
        Object first = parts.getBodyPart(0).getContent();
        return first instanceof Multipart nested ? text(nested) : (String) first;
    }
}
