package org.resultsrelay.support;

import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * Trouble as it is scripted for the fake Telegram: each script is used once. What names no method concerns those that write
 * messages; listening has its own, so that a poll in the background takes none of theirs.
 */
public abstract class FakeTrouble {

    private static final String MESSAGES = "sendmessage";

    private final ConcurrentMap<String, Deque<Script>> scripts = new ConcurrentHashMap<>();

    /** May ask for the regular answer, and give another one, or none at all until the server closes. */
    private interface Script {
        BotAnswer play(Supplier<BotAnswer> regular, CountDownLatch closing);
    }

    public void throttlesOnce(int retryAfterSeconds) {
        throttlesOnce(MESSAGES, retryAfterSeconds);
    }

    /** {@code method} in lower case. */
    public void throttlesOnce(String method, int retryAfterSeconds) {
        String parameters = ",\"parameters\":{\"retry_after\":" + retryAfterSeconds + "}";
        add(method, (regular, closing) -> BotAnswer.error(429, "Too Many Requests", parameters));
    }

    public void failsOnce(int status, String description) {
        failsOnce(MESSAGES, status, description);
    }

    public void failsOnce(String method, int status, String description) {
        add(method, (regular, closing) -> BotAnswer.error(status, description, ""));
    }

    /** As a proxy between would answer: no JSON at all. */
    public void answersHtmlOnce() {
        add(MESSAGES, (regular, closing) -> new BotAnswer(502, "<html>Bad Gateway</html>"));
    }

    /** Accepts the request and never answers it. */
    public void hangsOnce() {
        hangsOnce(MESSAGES);
    }

    public void hangsOnce(String method) {
        add(method, (regular, closing) -> hang(closing));
    }

    /** Does what it is asked for and never says so: the outcome is unknown to the caller. */
    public void swallowsItsAnswerOnce() {
        add(MESSAGES, (regular, closing) -> {
            BotAnswer unsaid = regular.get();
            hang(closing);
            return unsaid;
        });
    }

    /** Does what it is asked for and closes the connection instead of saying so. */
    public void breaksOffOnce() {
        add(MESSAGES, (regular, closing) -> BotAnswer.insteadOf(regular.get()));
    }

    private void add(String method, Script script) {
        scripts.computeIfAbsent(method, any -> new ConcurrentLinkedDeque<>()).add(script);
    }

    void forgetTrouble() {
        scripts.clear();
    }

    BotAnswer scripted(String method, Supplier<BotAnswer> regular, CountDownLatch closing) {
        boolean writes = method.startsWith("send") || method.startsWith("edit");
        Deque<Script> planned = scripts.get(writes ? MESSAGES : method);
        Script script = planned == null ? null : planned.poll();
        return script == null ? regular.get() : script.play(regular, closing);
    }

    private static BotAnswer hang(CountDownLatch closing) {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return BotAnswer.error(500, "closing", "");
    }
}
