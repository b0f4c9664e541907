package org.resultsrelay.notify.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.resultsrelay.notify.Notifier.Delivered;
import org.resultsrelay.notify.Notifier.NotDelivered;
import org.resultsrelay.notify.Notifier.SendOutcome;
import org.resultsrelay.notify.Notifier.Unconfirmed;
import org.resultsrelay.text.OneLine;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/** What the trouble of a mail server means for the message, and what the administrator can do about it. */
final class SmtpErrors {

    /** How SMTP servers begin what they say: 4… is for now, 5… is for good. */
    private static final Pattern REPLY = Pattern.compile("(?s)([45])\\d\\d[ -].*");

    private SmtpErrors() {}

    static SendOutcome outcome(MailException e, boolean handedOver, String messageId) {
        if (e instanceof MailAuthenticationException) {
            return new NotDelivered(
                    "the mail server refused the login; see SPRING_MAIL_USERNAME and SPRING_MAIL_PASSWORD", true);
        }
        if (e instanceof MailSendException sending
                && sending.getFailedMessages().isEmpty()) {
            return new Delivered(messageId); // it was taken, and only the farewell failed
        }
        return outcome(cause(e), handedOver);
    }

    private static SendOutcome outcome(Throwable cause, boolean handedOver) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            Matcher reply = REPLY.matcher(String.valueOf(each.getMessage()));
            if (reply.matches()) {
                return refused(reply.group(), reply.group(1).equals("5"));
            }
        }
        String reason = "the mail server gave no proper answer (" + OneLine.of(root(cause)) + ")";
        return handedOver ? new Unconfirmed(reason) : new NotDelivered(reason, false);
    }

    private static NotDelivered refused(String reply, boolean permanent) {
        String remedy = permanent ? "; see that RELAY_MAIL_TO and RELAY_MAIL_FROM are right" : "";
        return new NotDelivered("the mail server refused (" + OneLine.of(reply) + ")" + remedy, permanent);
    }

    /** Spring keeps what happened to the one message beside the usual causes. */
    private static Throwable cause(MailException e) {
        return e instanceof MailSendException sending && sending.getMessageExceptions().length > 0
                ? sending.getMessageExceptions()[0]
                : e;
    }

    private static String root(Throwable e) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(e);
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
