package org.resultsrelay.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.CountedStatements;
import org.resultsrelay.support.CountedStatements.Statements;
import org.resultsrelay.support.FakeTelegram;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A thousand clients at once: the chat stays readable, and the database quiet. */
@AlertTest
@Import(CountedStatements.class)
class StormIT {

    private static final int CLIENTS = 1_000;

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private IncidentQueries incidents;

    @Autowired
    private FakeTelegram telegram;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Statements statements;

    private IncidentsHarness harness;

    @BeforeEach
    void allIsWell() {
        harness = new IncidentsHarness(relay);
    }

    @Test
    void aThousandClientsAreAtMostFiveMessagesAndAllAreNamed() {
        for (int wave = 0; wave < 5; wave++) { // they do not fail in the same second
            IntStream.range(wave * 200, wave * 200 + 200).forEach(n -> harness.wrong.add(harness.fails("client-" + n)));
            harness.pass(4);
        }
        harness.pass(40);
        assertThat(telegram.requests()).hasSizeLessThanOrEqualTo(5).contains("sendmessage");
        assertThat(telegram.messages()).singleElement().asString().contains("1,000 clients", "and 997 others");
        String details = pages();
        assertThat(IntStream.range(0, CLIENTS).mapToObj(n -> ". client-" + n + ", "))
                .allMatch(details::contains);

        harness.wrong.clear();
        harness.pass(10);
        assertThat(telegram.messages()).hasSize(2);
        assertThat(telegram.messages().getLast()).contains("Over: 1,000 clients get their summaries again");
    }

    @Test
    void aLookWithoutNewsWritesNothingAndAsksLittle() {
        IntStream.range(0, CLIENTS).forEach(n -> harness.wrong.add(harness.fails("client-" + n)));
        harness.pass(14);
        List<String> before = versions();
        statements.forget();
        harness.monitor().tick();
        assertThat(statements.all()).hasSizeLessThan(10);
        assertThat(versions()).hasSize(CLIENTS + 1).isEqualTo(before);
    }

    /** What each row was written by. */
    private List<String> versions() {
        return jdbc.sql("""
                select 'incident ' || id || ' ' || xmin from incidents
                union all select 'alert ' || id || ' ' || xmin from alerts order by 1
                """).query((row, n) -> row.getString(1)).list();
    }

    private String pages() {
        long alert = jdbc.sql("select max(id) from alerts").query(Long.class).single();
        return IntStream.range(0, CLIENTS / 20)
                .mapToObj(page -> incidents.details(alert, page).orElseThrow())
                .peek(page -> assertThat(page.text()).hasSizeLessThan(4_096))
                .peek(page -> assertThat(page.buttons()).isNotEmpty())
                .map(page -> page.text())
                .collect(Collectors.joining("\n"));
    }
}
