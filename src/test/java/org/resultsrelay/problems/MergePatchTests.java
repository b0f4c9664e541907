package org.resultsrelay.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MergePatchTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path APPENDIX = Path.of("../shared/material/rfc7396-appendixA.json");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':1}       | {'b':2}          | {'a':1,'b':2}",
                "{'a':1}       | {'a':null}       | {}",
                "{'a':{'b':1}} | {'a':{'c':2}}    | {'a':{'b':1,'c':2}}",
                "{'a':[1,2]}   | {'a':[3]}        | {'a':[3]}",
                "{'a':1}       | {'a':{'b':null}} | {'a':{}}",
                "{'a':1}       | [1]              | [1]"
            })
    void aPatchReplacesRemovesAndKeeps(String target, String patch, String merged) {
        assertThat(MergePatch.apply(tree(target), tree(patch))).isEqualTo(tree(merged));
    }

    @Test
    void theCasesOfTheRfcHold() {
        assumeThat(APPENDIX).as("RFC 7396's cases stand beside the project").exists();
        assertThat(cases())
                .hasSize(15)
                .allSatisfy(example -> assertThat(MergePatch.apply(example.path("original"), example.path("patch")))
                        .isEqualTo(example.path("result")));
    }

    private static Stream<JsonNode> cases() {
        return JSON.readTree(APPENDIX).valueStream();
    }

    private static JsonNode tree(String json) {
        return JSON.readTree(json.replace('\'', '"'));
    }
}
