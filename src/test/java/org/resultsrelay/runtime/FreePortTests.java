package org.resultsrelay.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreePortTests {

    @Test
    void noneIsGivenTwice() {
        assertThat(Stream.generate(FreePort::onLoopback).limit(2_000)).doesNotHaveDuplicates();
    }
}
