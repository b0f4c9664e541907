package org.resultsrelay.notify.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.Notifier;
import org.resultsrelay.notify.OutboundMessage;
import org.resultsrelay.notify.Picture;
import org.resultsrelay.notify.Throttle;
import org.resultsrelay.notify.Throttle.Rule;
import org.resultsrelay.text.OneLine;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Writes e-mails. What was sent cannot be edited: a new headline is a new e-mail, in the same thread, while news under the
 * headline that stands there are left out.
 */
class MailNotifier implements Notifier {

    /** More is a flood to whoever reads them, and to many a server. */
    private static final Throttle TEN_A_MINUTE = Throttle.of(new Rule(10, Duration.ofMinutes(1)));

    private final JavaMailSenderImpl server;
    private final Addresses addresses;
    private final Duration timeout;

    /** {@code timeout} is for a whole e-mail; the server's own ones are for each line that it writes. */
    MailNotifier(JavaMailSenderImpl server, Addresses addresses, Duration timeout) {
        this.server = server;
        this.addresses = addresses;
        this.timeout = timeout;
    }

    @Override
    public String channel() {
        return "email";
    }

    @Override
    public Throttle throttle(String destination) {
        return TEN_A_MINUTE;
    }

    @Override
    public boolean edits() {
        return false;
    }

    @Override
    public SendOutcome tell(OutboundMessage outbound) {
        SentMail before = SentMail.read(outbound.messageId());
        SentMail now = SentMail.of(outbound, addresses.from().getAddress());
        return before != null && before.headline().equals(now.headline())
                ? new Delivered(before.messageId())
                : send(outbound, now, before == null ? SentMail.read(outbound.answers()) : before);
    }

    private SendOutcome send(OutboundMessage outbound, SentMail now, @Nullable SentMail answered) {
        Email email = new Email(server.getSession());
        try {
            compose(email, outbound, answered);
            email.setHeader("Message-ID", now.id());
        } catch (MessagingException e) {
            return new NotDelivered(
                    "the e-mail could not be composed: " + OneLine.of(String.valueOf(e.getMessage())), true);
        }
        return sendInTime(email, now.messageId());
    }

    /** An interrupt closes the socket that a virtual thread waits for, so that no conversation outlives its time for long. */
    private SendOutcome sendInTime(Email email, String messageId) {
        FutureTask<SendOutcome> sending = new FutureTask<>(() -> send(email, messageId));
        Thread.ofVirtual().name("mail").start(sending);
        try {
            return sending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Failures.unfinished("the mail server did not finish within " + timeout.toSeconds() + " s", email);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Failures.unfinished("the relay is stopping", email);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Sending an e-mail failed in an unforeseen way", e.getCause());
        } finally {
            sending.cancel(true);
        }
    }

    private SendOutcome send(Email email, String messageId) {
        try {
            server.send(email);
            return new Delivered(messageId);
        } catch (MailException e) {
            return Failures.outcome(e, email, messageId);
        }
    }

    private void compose(Email email, OutboundMessage outbound, @Nullable SentMail answered) throws MessagingException {
        Picture picture = outbound.content().picture();
        MimeMessageHelper mail = new MimeMessageHelper(email, picture != null, StandardCharsets.UTF_8.name());
        mail.setFrom(addresses.from());
        mail.setTo(addresses.to().toArray(InternetAddress[]::new));
        mail.setSubject(OneLine.of(outbound.content().headline()));
        mail.setText(outbound.content().text());
        if (picture != null) {
            mail.addAttachment("chart.png", new ByteArrayResource(picture.png()), "image/png");
        }
        email.setHeader("Auto-Submitted", "auto-generated"); // no absence note answers it
        if (answered != null) {
            email.setHeader("In-Reply-To", answered.id());
            email.setHeader("References", answered.id());
        }
    }
}
