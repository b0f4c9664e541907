package org.resultsrelay.incidents.wording;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.incidents.alert.Mute;
import org.resultsrelay.incidents.alert.Muted;
import org.resultsrelay.incidents.episode.Subject;
import org.resultsrelay.text.Words;

/** What is said of mutes: when one begins and ends, and wherever people look while it holds. */
public class MuteText {

    private static final int NAMED = 5;

    private final Words words;

    public MuteText(Words words) {
        this.words = words;
    }

    /** {@code client}: null for whatever is new. */
    public String begun(@Nullable Subject client, Mute mute) {
        return (client == null ? "New alerts wait" : "Alerts of " + client + " wait") + " until "
                + words.day(mute.until()) + ". What is over by then is not told.";
    }

    /** {@code still}: what is muted all the same. */
    public String ended(@Nullable Subject client, boolean was, Muted still) {
        String now = was
                ? (client == null ? "New alerts" : "Alerts of " + client)
                        + " are told again, with what was held back and still lasts."
                : client == null ? "New alerts were not muted." : client + " was not muted.";
        return now + (still.mutes().isEmpty() ? "" : " Still muted: " + named(still.mutes()) + ".");
    }

    /** In a line; empty where nothing is muted. */
    public Optional<String> list(Muted muted) {
        return muted.mutes().isEmpty() ? Optional.empty() : Optional.of("🔇 Muted: " + named(muted.mutes()));
    }

    /** Of one client. */
    public String one(Mute mute) {
        return "🔇 Muted by " + mute.by() + " until " + words.minute(mute.until());
    }

    private String named(List<Mute> mutes) {
        String some = mutes.stream().limit(NAMED).map(this::named).collect(Collectors.joining(", "));
        return mutes.size() <= NAMED ? some : some + " and " + Words.count(mutes.size() - NAMED, "other");
    }

    private String named(Mute mute) {
        return (mute.client() == null ? "new alerts" : mute.client()) + " until " + words.minute(mute.until());
    }
}
