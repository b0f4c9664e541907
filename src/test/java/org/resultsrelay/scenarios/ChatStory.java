package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.AlertingRelay;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.FakeMessage;
import org.resultsrelay.support.FakePerson;
import org.resultsrelay.support.FakeTelegram;
import org.springframework.beans.factory.annotation.Autowired;

/** What people do about trouble from the chat. */
@AlertingRelay
class ChatStory extends ClientStory {

    private static final AtomicLong numbers = new AtomicLong(5_000);

    @Autowired
    private FakeTelegram telegram;

    private FakePerson ana;
    private FakePerson ben;
    private int toldBefore;

    @BeforeEach
    void peopleAreLinked() {
        ana = linked("ana");
        ben = linked("ben");
        toldBefore = telegram.toasts().size();
    }

    private FakePerson linked(String name) {
        FakePerson person = new FakePerson(numbers.incrementAndGet(), name);
        String code = admin.post("/api/v1/telegram/links", "{\"name\": \"" + name + "\"}")
                .text("code");
        telegram.says(person, person.chat(), "/link " + code);
        await().untilAsserted(() ->
                assertThat(telegram.messages(person.chat()).toString()).contains("You are linked"));
        return person;
    }

    /** What still lasted would be told of together with the next test's trouble. */
    @AfterEach
    void allIsWellAgain() {
        acme.accepts();
        admin.post("/api/v1/clients/" + acme.key() + "/resume", null);
        await().untilAsserted(() -> assertThat(
                        admin.get("/api/v1/incidents?state=open").http().body())
                .doesNotContain(acme.key()));
        assertThat(telegram.unanswered()).isZero();
    }

    @Test
    void anOutageIsDealtWithFromTheChat() {
        anOutage();
        telegram.presses(ana, button("Acknowledge"));
        await().untilAsserted(() -> assertThat(alert().text()).contains("acknowledged by @ana"));
        telegram.presses(ana, button("Pause"));
        await().untilAsserted(() -> assertThat(client()).contains("\"pause_reason\":\"by @ana\""));
        await().untilAsserted(() -> assertThat(alert().buttons().toString()).contains("Resume"));
        acme.accepts();
        telegram.presses(ana, button("Resume"));
        await().untilAsserted(() -> assertThat(toasts()).hasSize(3));
        acme.awaits("u-1", 1);
        await().untilAsserted(() -> assertThat(messages().getLast().text()).contains("Over"));
        assertThat(admin.get("/api/v1/audit?subject=client:" + acme.key())
                        .http()
                        .body())
                .contains("\"pauseClient\"", "\"resumeClient\"", "@ana");
    }

    @Test
    void twoWhoPressAtOnceAreToldOfEachOther() {
        anOutage();
        FakeMessage.Button acknowledge = button("Acknowledge");
        telegram.presses(ana, acknowledge);
        telegram.presses(ben, acknowledge);
        await().untilAsserted(() -> assertThat(toasts()).hasSize(2));
        assertThat(toasts().getFirst()).contains("acknowledged by @ana");
        assertThat(toasts().getLast()).contains("acknowledged by @ana", "already");
        await().untilAsserted(() -> assertThat(alert().text()).contains("acknowledged by @ana"));
    }

    @Test
    void aButtonOfWhatIsOverSaysSo() {
        anOutage();
        FakeMessage.Button retry = button("Retry now");
        FakeMessage.Button snooze = button("Snooze");
        acme.accepts();
        platform.posts("u-2", "t-1", 10);
        await().untilAsserted(() -> assertThat(messages().getLast().text()).contains("Over"));
        telegram.presses(ana, retry);
        telegram.presses(ana, snooze);
        await().untilAsserted(() -> assertThat(toasts()).hasSize(2));
        assertThat(toasts().getFirst()).startsWith("That is over already");
        assertThat(toasts().getLast()).startsWith("It ended on ");
    }

    @Test
    void whatWasRefusedIsTriedAgainByAPress() {
        acme.answers(422);
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> assertThat(messages()).isNotEmpty());
        acme.accepts();
        telegram.presses(ana, button("Retry now"));
        acme.awaits("u-1", 1);
        await().untilAsserted(() -> assertThat(messages().getLast().text()).contains("Over"));
    }

    @Test
    void theDetailsNameWhoIsConcerned() {
        anOutage();
        int before = telegram.messages().size();
        telegram.presses(ben, button("Details"));
        await().untilAsserted(() -> assertThat(telegram.messages()).hasSizeGreaterThan(before));
        assertThat(telegram.messages().getLast()).contains(acme.key());
    }

    @Test
    void aStrangerChangesNothingAndIsToldOfOnce() {
        anOutage();
        FakePerson mallory = new FakePerson(numbers.incrementAndGet(), "mallory");
        telegram.presses(mallory, button("Pause"));
        telegram.says(mallory, FakeTelegram.CHAT, "/pause " + acme.key());
        telegram.says(mallory, mallory.chat(), "/status");
        await().untilAsserted(() -> assertThat(telegram.messages())
                .anySatisfy(text -> assertThat(text).contains("" + mallory.id())));
        assertThat(client()).contains("\"paused\":false");
        assertThat(telegram.messages(mallory.chat())).isEmpty();
        assertThat(telegram.messages())
                .filteredOn(text -> text.contains("wrote to the bot"))
                .hasSize(1);
        assertThat(toasts()).containsExactly("Only linked people can press this. Ask your administrator for a code.");
    }

    @Test
    void theStateIsTold() {
        anOutage();
        telegram.says(ana, ana.chat(), "/status");
        await().untilAsserted(() ->
                assertThat(telegram.messages(ana.chat()).getLast()).contains("open alert"));
        telegram.says(ana, ana.chat(), "/incidents");
        await().untilAsserted(() ->
                assertThat(telegram.messages(ana.chat()).getLast()).contains(acme.key()));
        telegram.says(ana, ana.chat(), "/user " + acme.key() + " u-1");
        await().untilAsserted(() ->
                assertThat(telegram.messages(ana.chat()).getLast()).contains("Revision: 0 confirmed, 1 wanted"));
    }

    private void anOutage() {
        acme.answers(503);
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> assertThat(messages()).isNotEmpty());
    }

    private String client() {
        return admin.get("/api/v1/clients/" + acme.key()).http().body();
    }

    /** The client's alert, with what can be pressed under it. */
    private FakeMessage alert() {
        return messages().stream()
                .filter(message -> !message.buttons().isEmpty())
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private FakeMessage.Button button(String label) {
        return alert().buttons().stream()
                .filter(button -> button.label().startsWith(label))
                .findFirst()
                .orElseThrow();
    }

    private List<FakeMessage> messages() {
        return telegram.in(FakeTelegram.CHAT).stream()
                .filter(message -> message.text().contains(acme.key()))
                .toList();
    }

    private List<String> toasts() {
        List<String> all = telegram.toasts();
        return all.subList(toldBefore, all.size());
    }
}
