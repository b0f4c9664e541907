package org.resultsrelay.notify.telegram;

import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.resultsrelay.notify.Notifier.Delivered;
import org.resultsrelay.notify.Notifier.Missing;
import org.resultsrelay.notify.Notifier.SendOutcome;
import org.resultsrelay.notify.UnconfirmedMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChat;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;

/**
 * Looks for a message by editing one number after the other: Telegram cannot be asked what stands in a chat, but lets a bot edit
 * none but its own. What the bot has written is known by its number, so that an unknown one that can be edited is what is sought,
 * or another that is sought as well: then the two change places.
 */
class Search {

    /** So many numbers, and so long at most before the last try: people may have written in between. */
    private static final int WINDOW = 20;

    private static final Duration LONGEST = Duration.ofSeconds(9);

    /** By how much our clock and Telegram's may differ. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(Search.class);

    private final OkHttpTelegramClient bot;
    private final TelegramErrors refusals;
    private final Clock clock;

    Search(OkHttpTelegramClient bot, TelegramErrors refusals, Clock clock) {
        this.bot = bot;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** Empty in a channel, where a bot may edit what people have posted. */
    Optional<SendOutcome> find(UnconfirmedMessage stray, String to, int after, Predicate<String> taken) {
        Instant end = clock.instant().plus(LONGEST);
        try {
            return isChannel(to) ? Optional.empty() : Optional.of(search(stray, to, after, taken, end));
        } catch (TelegramApiException e) {
            return Optional.of(refusals.outcome(e));
        }
    }

    private boolean isChannel(String to) throws TelegramApiException {
        return !to.matches("\\d+")
                && bot.execute(GetChat.builder().chatId(to).build()).isChannelChat();
    }

    private SendOutcome search(UnconfirmedMessage stray, String to, int after, Predicate<String> taken, Instant end)
            throws TelegramApiException {
        int number = after;
        for (int tries = 0; tries < WINDOW && clock.instant().isBefore(end); tries++) {
            do {
                number++;
            } while (taken.test(to + "/" + number));
            Optional<SendOutcome> outcome = attempt(stray, to, number);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return new Missing();
    }

    /** Empty: that is not it. */
    private Optional<SendOutcome> attempt(UnconfirmedMessage stray, String to, int number) throws TelegramApiException {
        Delivered here = new Delivered(to + "/" + number);
        try {
            Serializable edited = bot.execute(Edit.of(stray.outbound(), to, number));
            return Optional.of(edited instanceof Message message && older(message, stray) ? mistaken(number) : here);
        } catch (TelegramApiException e) {
            if (!refusals.badRequest(e)) {
                throw e;
            }
            return refusals.unchanged(e) ? Optional.of(here) : Optional.empty();
        }
    }

    private static boolean older(Message message, UnconfirmedMessage stray) {
        return Instant.ofEpochSecond(message.getDate()).isBefore(stray.wanted().minus(SKEW));
    }

    /** As after a restore from a backup. To go on would change more of them. */
    private static SendOutcome mistaken(int number) {
        log.warn("Message {} was an older one of this bot, unknown to this relay; its text has been replaced.", number);
        return new Missing();
    }
}
