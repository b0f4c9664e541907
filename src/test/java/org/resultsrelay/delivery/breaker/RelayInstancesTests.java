package org.resultsrelay.delivery.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resultsrelay.delivery.breaker.RelayInstances.Place;

class RelayInstancesTests {

    @ParameterizedTest
    @CsvSource({"8,1,1", "8,2,1", "8,3,1", "1,2,7", "1,3,8", "5,2,2", "0,2,1", "3,8,4"})
    void sharesAddUpToWhatWasAgreed(int whole, int processes, long client) {
        int sum = IntStream.range(0, processes)
                .map(index -> new Place(index, processes).share(whole, client))
                .sum();
        assertThat(sum).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,0"})
    void whoGetsTheOddOneDiffersFromClientToClient(long client, int index) {
        assertThat(new Place(index, 2).share(1, client)).isEqualTo(1);
        assertThat(new Place(1 - index, 2).share(1, client)).isZero();
    }
}
