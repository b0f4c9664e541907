import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Loads one relay from both ends, with as little of its own as possible: it is the platform that posts single webhooks over
 * kept connections, and the company that takes the summaries. It checks every number that arrives, prints one line of JSON, and
 * ends with status 1 if anything was lost, wrong or refused.
 *
 * <pre>java bench/src/load/Load.java --url http://127.0.0.1:8080/api/v1/webhooks/results --token $INTAKE_TOKEN \
 *     [--events 40000] [--users 10000] [--history 0] [--array 1] [--hmac SECRET] [--connections 32] [--rate 0] [--warmup 10000] [--port 9900] [--patience 120]</pre>
 *
 * {@code token} may be several, with commas between them: one a company, and the users are dealt out. {@code history} is the number
 * of results that each user has before, posted in arrays of 500; {@code array}, how many are posted at once later. With
 * {@code hmac} each body is signed in {@code X-Signature}, as a source may ask for. {@code rate} is in webhooks a second, 0 for as fast as they are
 * answered. {@code intake_per_s}: webhooks answered 2xx a second.
 * {@code relayed_per_s}: events a second until every user's last summary is there. {@code stale_ms}: from the answer to a
 * webhook to a summary that counts it. {@code wrong}: users whose last summary is not what was taken. {@code pushes}: requests
 * that the company got; {@code summaries}: what they carried, which is more where the company is pushed to in batches.
 */
class Load {

    private static final Set<String> OPTIONS =
            Set.of("url", "token", "events", "users", "history", "array", "hmac", "connections", "rate", "warmup", "port", "patience");
    private static final int HISTORY_ARRAY = 500;
    private static final int ARRAY_CONNECTIONS = 4; // more arrays at once than a relay has room for are refused
    private static final Pattern SUMMARY = Pattern.compile(
            "\"user_id\"\\s*:\\s*\"([^\"]+)\".*?\"tests_completed\"\\s*:\\s*(\\d+).*?\"score\"\\s*:\\s*([0-9.]+)", Pattern.DOTALL);
    private static final byte[] TAKEN =
            "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, String> options;
    private final URI relay;
    private final String[] tokens;
    private volatile Round round = new Round("", 0, 0);

    private Load(Map<String, String> options) {
        this.options = options;
        this.relay = URI.create(options.getOrDefault("url", "http://127.0.0.1:8080/api/v1/webhooks/results"));
        this.tokens = options.getOrDefault("token", "bench-token").split(",");
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String name = arguments[i].replaceFirst("^--", "");
            if (!OPTIONS.contains(name)) {
                throw new IllegalArgumentException(arguments[i] + " is unknown; there are " + OPTIONS);
            }
            options.put(name, arguments[i + 1]);
        }
        var load = new Load(options);
        load.listen();
        int users = load.number("users", 10_000);
        if (load.number("warmup", 10_000) > 0) {
            load.run(new Round(prefix("warmup"), load.number("warmup", 10_000), Math.max(1, users / 10)), 0, 1);
        }
        int history = load.number("history", 0);
        var past = new Round(prefix("load"), history * users, users);
        if (history > 0) {
            load.run(past, 0, HISTORY_ARRAY);
        }
        Round measured = past.then(load.number("events", 40_000));
        load.run(measured, load.number("rate", 0), load.number("array", 1));
        System.out.println(measured.json());
        System.exit(measured.isRight() ? 0 : 1);
    }

    private static String prefix(String name) {
        return name + "-" + Long.toString(System.nanoTime(), 36) + "-";
    }

    private int number(String option, int otherwise) {
        return Integer.parseInt(options.getOrDefault(option, Integer.toString(otherwise)));
    }

    /** One user, as the platform knows it and as the company does. */
    private static final class User {

        final List<Long> takenAt = new ArrayList<>(); // guarded by this, like all below
        double score;
        int shown;
        double shownScore;
    }

    /** One burst: its users have names of their own, so that a late summary of another round changes nothing here. */
    private static final class Round {

        final String prefix;
        final int first; // the number of its first event
        final int end;
        final User[] users;
        final LongAdder pushes = new LongAdder();
        final LongAdder summaries = new LongAdder();
        final LongAdder refused = new LongAdder();
        final Percentiles intake = new Percentiles();
        final Percentiles stale = new Percentiles();
        final CountDownLatch complete;
        volatile long start;
        volatile long intakeEnd;
        volatile long lastComplete;

        Round(String prefix, int events, int users) {
            this(prefix, 0, events, Stream.generate(User::new).limit(users).toArray(User[]::new));
        }

        private Round(String prefix, int first, int end, User[] users) {
            this.prefix = prefix;
            this.first = first;
            this.end = end;
            this.users = users;
            this.complete = new CountDownLatch(
                    (int) IntStream.range(0, users.length).filter(this::takesPart).count());
        }

        /** The same users' next events. */
        Round then(int events) {
            return new Round(prefix, end, end + events, users);
        }

        private boolean takesPart(int user) {
            return testsOf(user, end) > testsOf(user, first);
        }

        private int testsOf(int user, int events) {
            return events / users.length + (user < events % users.length ? 1 : 0);
        }

        int events() {
            return end - first;
        }

        void taken(int user, int score, long now) {
            User one = users[user];
            synchronized (one) {
                one.takenAt.add(now);
                one.score += score;
                completeIfBothAgree(user, now);
            }
        }

        void shown(int user, int tests, double score, long now) {
            User one = users[user];
            synchronized (one) {
                if (tests <= one.shown) {
                    return;
                }
                for (int test = one.shown; test < Math.min(tests, one.takenAt.size()); test++) {
                    stale.add(Math.max(0, now - one.takenAt.get(test)));
                }
                one.shown = tests;
                one.shownScore = score;
                completeIfBothAgree(user, now);
            }
        }

        /** A summary may come before the answer to the webhook that it counts. */
        private void completeIfBothAgree(int user, long now) {
            User one = users[user];
            if (one.shown == testsOf(user, end) && one.takenAt.size() == one.shown) {
                lastComplete = now;
                complete.countDown();
            }
        }

        long taken() {
            long sum = 0;
            for (User one : users) {
                synchronized (one) {
                    sum += one.takenAt.size();
                }
            }
            return sum - first;
        }

        int wrong() {
            int wrong = 0;
            for (User one : users) {
                synchronized (one) {
                    if (one.shown != one.takenAt.size() || Math.abs(one.shownScore - one.score) > 1e-6) {
                        wrong++;
                    }
                }
            }
            return wrong;
        }

        boolean isRight() {
            return wrong() == 0 && taken() == events();
        }

        String json() {
            double intakeSeconds = (intakeEnd - start) / 1e9;
            double relayedSeconds = ((complete.getCount() == 0 ? lastComplete : System.nanoTime()) - start) / 1e9;
            return String.format(
                    Locale.ROOT,
                    "{\"right\":%b,\"events\":%d,\"users\":%d,\"taken\":%d,\"refused\":%d,\"wrong\":%d,\"intake_per_s\":%.0f,"
                            + "\"intake_ms\":%s,\"relayed_per_s\":%.0f,\"pushes\":%d,\"summaries\":%d,"
                            + "\"stale_ms\":%s}",
                    isRight(),
                    events(),
                    users.length,
                    taken(),
                    refused.sum(),
                    wrong(),
                    taken() / intakeSeconds,
                    intake,
                    events() / relayedSeconds,
                    pushes.sum(),
                    summaries.sum(),
                    stale);
        }
    }

    private void run(Round next, int rate, int array) throws InterruptedException {
        round = next;
        next.start = System.nanoTime();
        int connections = array > 1 ? ARRAY_CONNECTIONS : number("connections", 32);
        var platform = new ArrayList<Thread>();
        for (int connection = 0; connection < connections; connection++) {
            int first = connection;
            platform.add(Thread.ofVirtual().start(() -> post(next, first, connections, rate, array)));
        }
        for (Thread connection : platform) {
            connection.join();
        }
        next.intakeEnd = System.nanoTime();
        if (!next.complete.await(number("patience", 120), TimeUnit.SECONDS)) {
            System.err.println(next.complete.getCount() + " users' last summaries have not come, and " + next.refused.sum()
                    + " events were refused");
        }
    }

    /** Each connection posts for users of its own, so that the events of a user keep their order. */
    private void post(Round to, int first, int connections, int rate, int array) {
        Map<String, List<Integer>> waiting = new HashMap<>();
        try (var peer = new Connection(relay)) {
            for (int i = to.first; i < to.end; i++) {
                int user = i % to.users.length;
                if (user % connections != first) {
                    continue;
                }
                if (rate > 0) {
                    waitUntil(to.start + (long) ((i - to.first) * 1e9 / rate));
                }
                String token = tokens[user % tokens.length];
                List<Integer> events = waiting.computeIfAbsent(token, company -> new ArrayList<>());
                events.add(i);
                if (events.size() == array) {
                    post(to, peer, token, events);
                }
            }
            for (String token : tokens) {
                post(to, peer, token, waiting.getOrDefault(token, List.of()));
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("connection " + first + ": " + e);
        }
    }

    private void post(Round to, Connection peer, String token, List<Integer> events) throws IOException {
        if (events.isEmpty()) {
            return;
        }
        String body = events.stream().map(number -> event(to, number)).collect(Collectors.joining(","));
        byte[] request = request(token, events.size() == 1 ? body : "[" + body + "]");
        long before = System.nanoTime();
        int status = peer.send(request);
        long now = System.nanoTime();
        to.intake.add(now - before);
        for (int number : events) {
            if (status / 100 == 2) {
                to.taken(number % to.users.length, score(number), now);
            } else {
                to.refused.increment();
            }
        }
        events.clear();
    }

    private static int score(int number) {
        return number * 7 % 21;
    }

    private static void waitUntil(long due) throws InterruptedException {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    private static String event(Round of, int number) {
        int user = number % of.users.length;
        int test = number / of.users.length;
        int score = score(number);
        return """
                {"event_id":"%1$se%2$d","type":"test.completed","occurred_at":"2026-11-21T10:00:00Z","user":{"id":"%1$s%3$d"},\
                "result":{"test_id":"test-%4$d","test_name":"Negotiation basics, part %4$d","attempt":1,"score":%5$d,\
                "max_score":20,"passed":%6$b,"completed_at":"2026-11-21T09:59:58Z"}}""".formatted(
                of.prefix, number, user, test, score, score >= 12);
    }

    private byte[] request(String token, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String signature = options.containsKey("hmac") ? "\r\nX-Signature: " + hmac(options.get("hmac"), content) : "";
        byte[] head = ("POST " + relay.getRawPath() + " HTTP/1.1\r\nHost: " + relay.getAuthority() + "\r\nAuthorization: Bearer "
                        + token
                        + signature + "\r\nContent-Type: application/json\r\nContent-Length: " + content.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        var request = new ByteArrayOutputStream(head.length + content.length);
        request.writeBytes(head);
        request.writeBytes(content);
        return request.toByteArray();
    }

    private static String hmac(String secret, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void listen() throws IOException {
        var server = new ServerSocket(number("port", 9900), 1024, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> {
            while (true) {
                try {
                    Socket relay = server.accept();
                    Thread.ofVirtual().start(() -> take(relay));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private void take(Socket socket) {
        try (Peer peer = Peer.of(socket)) {
            while (peer.read(true) >= 0) {
                summaries(peer.body.toString(StandardCharsets.UTF_8));
                peer.write(TAKEN);
            }
        } catch (IOException e) {
            // the relay has closed its connection
        }
    }

    /** One, or all of a batch. */
    private void summaries(String body) {
        Round now = round;
        now.pushes.increment();
        Matcher summary = SUMMARY.matcher(body);
        while (summary.find()) {
            if (summary.group(1).startsWith(now.prefix)) {
                now.summaries.increment();
                now.shown(
                        Integer.parseInt(summary.group(1).substring(now.prefix.length())),
                        Integer.parseInt(summary.group(2)),
                        Double.parseDouble(summary.group(3)),
                        System.nanoTime());
            }
        }
    }

    /** Kept, and opened again where the server has closed it, which may limit the requests of one connection. */
    private static final class Connection implements AutoCloseable {

        private final URI to;
        private Peer peer;

        Connection(URI to) {
            this.to = to;
        }

        int send(byte[] request) throws IOException {
            peer = peer == null ? Peer.to(to) : peer;
            peer.write(request);
            int status = peer.read(false);
            if (status < 0) {
                throw new EOFException("closed before it was answered");
            }
            if (peer.closes) {
                close();
            }
            return status;
        }

        @Override
        public void close() throws IOException {
            if (peer != null) {
                peer.close();
                peer = null;
            }
        }
    }

    /** One connection that speaks as much HTTP/1.1 as both ends need. */
    private static final class Peer implements AutoCloseable {

        final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final Socket socket;
        private final InputStream in;
        boolean closes;

        private Peer(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        static Peer to(URI uri) throws IOException {
            return new Peer(new Socket(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort()));
        }

        static Peer of(Socket socket) throws IOException {
            return new Peer(socket);
        }

        void write(byte[] message) throws IOException {
            socket.getOutputStream().write(message);
        }

        /** The status of an answer, 0 for a request, -1 at the end of the connection. */
        int read(boolean keepBody) throws IOException {
            String first = line();
            if (first == null) {
                return -1;
            }
            int length = 0;
            boolean chunked = false;
            closes = false;
            for (String header = line(); header != null && !header.isEmpty(); header = line()) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(lower.substring(15).strip());
                } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
                    chunked = true;
                } else if (lower.equals("connection: close")) {
                    closes = true;
                }
            }
            body.reset();
            if (chunked) {
                for (int size = chunk(); size > 0; size = chunk()) {
                    take(size, keepBody);
                    line();
                }
                line();
            } else {
                take(length, keepBody);
            }
            return first.startsWith("HTTP/") ? Integer.parseInt(first.substring(9, 12)) : 0;
        }

        private int chunk() throws IOException {
            String size = line();
            return size == null ? 0 : Integer.parseInt(size.strip(), 16);
        }

        private void take(int length, boolean keep) throws IOException {
            byte[] bytes = in.readNBytes(length);
            if (keep) {
                body.writeBytes(bytes);
            }
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    return line.isEmpty() ? null : line.toString();
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Times in buckets that are 2 % wide. */
    private static final class Percentiles {

        private static final double WIDTH = 1.02;
        private final AtomicLongArray counts = new AtomicLongArray(2_000);

        void add(long nanos) {
            double bucket = Math.log(Math.max(1, nanos / 1e3)) / Math.log(WIDTH);
            counts.incrementAndGet(Math.clamp((long) bucket, 0, counts.length() - 1));
        }

        private double at(double share) {
            long all = 0;
            for (int i = 0; i < counts.length(); i++) {
                all += counts.get(i);
            }
            long sum = 0;
            for (int i = 0; i < counts.length(); i++) {
                sum += counts.get(i);
                if (sum >= share * all) {
                    return Math.pow(WIDTH, i) / 1e3;
                }
            }
            return 0;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "{\"p50\":%.1f,\"p95\":%.1f,\"p99\":%.1f}", at(0.50), at(0.95), at(0.99));
        }
    }
}
