package org.resultsrelay.notify.webhook;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a refusal says, as far as it comes within a moment; what comes with an acceptance is nobody's business. The status decides,
 * whatever becomes of the body.
 */
final class Excerpt implements BodySubscriber<String> {

    private static final int BYTES = 8 * 1024;
    private static final int SECONDS = 2;

    private final int most;
    private final CompletableFuture<String> text = new CompletableFuture<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream(); // guarded by this, like the one below
    private @Nullable Subscription rest;

    private Excerpt(int most) {
        this.most = most;
    }

    static Excerpt of(ResponseInfo answer) {
        return new Excerpt(answer.statusCode() / 100 == 2 ? 0 : BYTES);
    }

    @Override
    public CompletionStage<String> getBody() {
        return text;
    }

    @Override
    public synchronized void onSubscribe(Subscription subscription) {
        rest = subscription;
        if (most == 0) {
            end();
        } else {
            CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS).execute(this::end);
            subscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[Math.min(buffer.remaining(), most - said.size())];
            buffer.get(bytes);
            said.writeBytes(bytes);
        }
        if (said.size() == most) {
            end();
        }
    }

    @Override
    public void onError(Throwable brokenOff) {
        end();
    }

    @Override
    public void onComplete() {
        end();
    }

    private synchronized void end() {
        if (text.complete(said.toString(StandardCharsets.UTF_8)) && rest != null) {
            rest.cancel(); // which drops the connection where more would come
        }
    }
}
