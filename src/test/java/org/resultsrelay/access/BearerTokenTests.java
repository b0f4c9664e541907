package org.resultsrelay.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BearerTokenTests {

    @Test
    void aTokenHas256RandomBits() {
        assertThat(BearerToken.random().value()).matches("rr_[A-Za-z0-9_-]{43}");
        assertThat(BearerToken.random()).isNotEqualTo(BearerToken.random());
    }

    @Test
    void theHashIsSha256() {
        assertThat(new BearerToken("abc").hash())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void aTokenIsNotPrinted() {
        assertThat(BearerToken.random().toString()).isEqualTo("rr_…");
    }
}
