package org.resultsrelay.support;

import java.time.Duration;
import java.util.List;
import org.resultsrelay.scheduling.Tick;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

/** What people and the bot say to each other in a relay whose ticks are the test's ({@link AlertTest}). */
public final class Dialogue {

    public static final FakePerson ANA = new FakePerson(7, "ana");
    public static final FakePerson BEN = new FakePerson(8, "ben");
    public static final FakePerson STRANGER = new FakePerson(666, "mallory");

    private final ApplicationContext relay;
    private final FakeTelegram telegram;

    private Dialogue(ApplicationContext relay) {
        this.relay = relay;
        this.telegram = relay.getBean(FakeTelegram.class);
    }

    /** Nothing said yet, and Ana and Ben linked. */
    public static Dialogue begins(ApplicationContext relay) {
        Dialogue dialogue = new Dialogue(relay);
        JdbcClient jdbc = relay.getBean(JdbcClient.class);
        jdbc.sql("truncate notify_messages, notify_channels, telegram_pollers, telegram_strangers, chat_links, audit")
                .update();
        jdbc.sql("delete from chat_people").update();
        for (FakePerson person : List.of(ANA, BEN)) {
            jdbc.sql("""
                            insert into chat_people (telegram_id, name, username, linked_at, linked_by)
                            values (?, ?, ?, '2026-01-01T00:00:00Z', 'token 1')
                            """)
                    .params(person.id(), person.username(), person.username())
                    .update();
        }
        dialogue.telegram.reset();
        return dialogue;
    }

    /** What the bot answers in the administrator's chat, as plain text; empty where it stays silent. */
    public String asks(FakePerson person, String text) {
        return asks(person, FakeTelegram.CHAT, text);
    }

    public String asks(FakePerson person, String chat, String text) {
        int before = telegram.in(chat).size();
        telegram.says(person, chat, text);
        turn();
        List<String> messages = telegram.messages(chat);
        return messages.size() == before ? "" : plain(messages.getLast());
    }

    /** What the person is told who presses. */
    public String presses(FakePerson person, String label) {
        return presses(person, telegram.button(FakeTelegram.CHAT, label));
    }

    public String presses(FakePerson person, FakeMessage.Button button) {
        telegram.presses(person, button);
        turn();
        return telegram.toasts().getLast();
    }

    /** The newest message in the administrator's chat. */
    public String newest() {
        return plain(telegram.messages().getLast());
    }

    /** Hears what was said, and sends what there is to send, at its pace. */
    public void turn() {
        tick("Poller");
        do {
            relay.getBean(SettableClock.class).advance(Duration.ofSeconds(2));
        } while (tick("Sender") > 0);
    }

    private int tick(String name) {
        return relay.getBeansOfType(Tick.class).values().stream()
                .filter(tick -> tick.getClass().getSimpleName().equals(name))
                .findFirst()
                .orElseThrow()
                .tick();
    }

    private static String plain(String html) {
        return HtmlUtils.htmlUnescape(html.replaceAll("</?b>", ""));
    }
}
