package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Push;
import org.resultsrelay.support.Standings;
import tools.jackson.databind.JsonNode;

/** A client company finds out whether it has what it should have. */
class AgreementStory extends ClientStory {

    private String path(String end) {
        return "/api/v1/clients/" + acme.key() + end;
    }

    private Api token(ClientCompany company, String scope) {
        Answer made = admin.post(
                "/api/v1/clients/" + company.key() + "/tokens", "{\"name\":\"t\",\"scope\":\"" + scope + "\"}");
        return admin.as(made.text("token"));
    }

    private List<JsonNode> all(String path) {
        var all = new ArrayList<JsonNode>();
        for (String cursor = ""; ; ) {
            Answer page = admin.get(path + "?limit=2" + cursor);
            page.json().path("items").forEach(all::add);
            if (page.json().path("next_cursor").isNull()) {
                return all;
            }
            cursor = "&cursor=" + page.text("next_cursor");
        }
    }

    private void everybodyIsDelivered() {
        await().untilAsserted(() -> assertThat(
                        admin.get(path("/digests")).json().path("waiting").asInt())
                .isZero());
    }

    @Test
    void everySummaryIsListedAsAPushCarriesIt() {
        IntStream.range(0, 5).forEach(n -> platform.posts("u-" + n, "t-1", 10 + n));
        platform.posts("ü/\uD83D\uDE00", "t-1", 3);
        everybodyIsDelivered();
        List<JsonNode> listed = all(path("/summaries"));
        assertThat(listed).hasSize(6);
        assertThat(listed)
                .isEqualTo(acme.received().stream()
                        .sorted((a, b) -> a.userId().compareTo(b.userId()))
                        .map(Push::data)
                        .toList());
    }

    @Test
    void totalsAloneAreListedWhereTheCompanyAsksForNoMore() {
        platform.posts("u-1", "t-1", 10);
        assertThat(all(path("/summaries")).getFirst().has("tests")).isTrue();
        admin.patch(path(""), "{\"detail\":\"totals\"}");
        await().untilAsserted(() -> assertThat(
                        all(path("/summaries")).getFirst().path("revision").asInt())
                .isEqualTo(2));
        JsonNode one = all(path("/summaries")).getFirst();
        assertThat(one.has("tests")).isFalse();
        assertThat(one.at("/totals/score").asInt()).isEqualTo(10);
    }

    @Test
    void aCompanysOwnTokenSeesItself() {
        Api own = token(acme, "client");
        for (String end : List.of("/summaries", "/digests", "/digests/ab")) {
            assertThat(own.get(path(end)).status()).isEqualTo(200);
            Answer platforms = token(acme, "intake").get(path(end));
            assertThat(platforms.status()).isEqualTo(403);
            assertThat(platforms.text("detail")).contains("scope client");
        }
        assertThat(own.get(path("")).problem()).isEqualTo("scope-needed");
        assertThat(own.post(path("/resync"), null).problem()).isEqualTo("scope-needed");
    }

    @Test
    void aCompanysOwnTokenSeesNobodyElse() {
        try (ClientCompany other = ClientCompany.joins(admin, acme.key() + "-other")) {
            Api others = token(other, "client");
            for (String end : List.of("/summaries", "/digests", "/digests/ab")) {
                assertThat(others.get(path(end)).status()).isEqualTo(403);
                assertThat(others.get(path(end)).problem()).isEqualTo("another-client");
                assertThat(others.get("/api/v1/clients/nobody" + end).problem()).isEqualTo("another-client");
                assertThat(admin.get("/api/v1/clients/nobody" + end).problem()).isEqualTo("unknown-client");
            }
        }
    }

    @Test
    void digestsAreTheSameOnBothSidesWhenNothingWaits() {
        IntStream.range(0, 40).forEach(n -> platform.posts("u-" + n, "t-1", 10));
        IntStream.range(0, 40).filter(n -> n % 3 == 0).forEach(n -> platform.posts("u-" + n, "t-2", 10));
        everybodyIsDelivered();
        Answer digests = admin.get(path("/digests"));
        assertThat(digests.json().path("users").asInt()).isEqualTo(40);
        assertThat(digests.json().path("buckets").size()).isEqualTo(256);
        assertThat(differing(digests, Standings.of(acme.received()))).isEmpty();
    }

    @Test
    void whatTheCompanyHasLostIsFoundByItsBucket() {
        IntStream.range(0, 40).forEach(n -> platform.posts("u-" + n, "t-1", 10));
        everybodyIsDelivered();
        Standings company = Standings.of(acme.received());
        company.forget("u-17");
        List<String> differing = differing(admin.get(path("/digests")), company);
        assertThat(differing).containsExactly(Standings.bucket("u-17"));
        List<JsonNode> users = all(path("/digests/" + differing.getFirst()));
        assertThat(users).extracting(user -> user.path("user_id").asString()).contains("u-17");
        assertThat(users).allSatisfy(user -> {
            assertThat(Standings.bucket(user.path("user_id").asString())).isEqualTo(differing.getFirst());
            assertThat(user.path("epoch").asInt()).isEqualTo(1);
            assertThat(user.path("revision").asInt()).isEqualTo(1);
            assertThat(user.path("waiting").asBoolean()).isFalse();
        });
    }

    @Test
    void whoWaitsIsCountedInItsBucket() {
        platform.posts("u-1", "t-1", 10);
        everybodyIsDelivered();
        admin.post(path("/pause"), null);
        platform.posts("u-1", "t-2", 10);
        Answer digests = admin.get(path("/digests"));
        assertThat(digests.json().path("waiting").asInt()).isEqualTo(1);
        String bucket = Standings.bucket("u-1");
        assertThat(differing(digests, Standings.of(acme.received()))).containsExactly(bucket);
        JsonNode waiting = all(path("/digests/" + bucket)).getFirst();
        assertThat(waiting.path("waiting").asBoolean()).isTrue();
        assertThat(waiting.path("revision").asInt()).isEqualTo(2);
    }

    @Test
    void aCompanyThatAsksInALoopIsSlowedDownAndNobodyElse() {
        Api own = token(acme, "client");
        Api alsoOwn = token(acme, "client");
        assertThat(own.get(path("/digests")).status()).isEqualTo(200);
        Answer again = alsoOwn.get(path("/digests"));
        assertThat(again.status()).isEqualTo(429);
        assertThat(again.problem()).isEqualTo("digests-asked-too-often");
        assertThat(Integer.parseInt(again.header("Retry-After"))).isBetween(1, 60);
        assertThat(own.get(path("/digests/ab")).status()).isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            assertThat(admin.get(path("/digests")).status()).isEqualTo(200);
        }
        try (ClientCompany other = ClientCompany.joins(admin, acme.key() + "-other")) {
            assertThat(token(other, "client")
                            .get("/api/v1/clients/" + other.key() + "/digests")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aBucketThatIsNoneIsRefused() {
        for (String bucket : List.of("AB", "a", "abc", "zz")) {
            assertThat(admin.get(path("/digests/" + bucket)).problem()).isEqualTo("invalid-request");
        }
    }

    private static List<String> differing(Answer digests, Standings company) {
        return digests.json()
                .path("buckets")
                .valueStream()
                .filter(one -> !one.path("digest")
                        .asString()
                        .equals(company.digest(one.path("bucket").asString())))
                .map(one -> one.path("bucket").asString())
                .toList();
    }
}
