package org.resultsrelay.demo.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTests {

    private static final String HEADER = ResultsFile.COLUMNS + "\n";

    @TempDir
    Path directory;

    @Test
    void rowsAreReadInTheirOrder() throws Exception {
        assertThat(rows(HEADER + "1752,11391,18,0,78\n\n1752,28400,-3,1,\n"))
                .containsExactly(new ResultRow("1752", "11391", 18, "78"), new ResultRow("1752", "28400", -3, ""));
    }

    @Test
    void columnsMayStandInAnyOrderAndBeQuoted() throws Exception {
        String header = "\uFEFF\"score\",\"id_student\",\"id_assessment\",\"is_banked\",\"date_submitted\"";
        String text = String.join("\r\n", header, "\"78\",\"11391\",\"1752\",\"0\",\"18\"", "");
        assertThat(rows(text)).containsExactly(new ResultRow("1752", "11391", 18, "78"));
    }

    @Test
    void blankLinesAndTheHeaderAreNotCounted() throws Exception {
        assertThat(new ResultsFile(file(HEADER + "1752,11391,18,0,78\n\n1752,28400,22,0,70")).count())
                .isEqualTo(2);
    }

    @Test
    void aMissingFileIsAnsweredWithWhatIsExpected() {
        Path missing = directory.resolve("missing.csv");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResultsFile(missing))
                .withMessageContainingAll(missing.toString(), "--demo.results", ResultsFile.COLUMNS);
    }

    @Test
    void aDirectoryIsAnsweredWithWhatIsExpected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResultsFile(directory))
                .withMessageContaining("--demo.results must name a CSV file");
    }

    @Test
    void aMissingColumnIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResultsFile(file("id_assessment,id_student,is_banked\n")))
                .withMessageContaining("no column date_submitted, score")
                .withMessageContaining(ResultsFile.COLUMNS);
    }

    @Test
    void aRowThatCannotBeReadIsQuoted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows(HEADER + "1752,11391,soon,0,78\n"))
                .withMessageContainingAll("1752,11391,soon,0,78", "whole number of days");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows(HEADER + "1752,11391\n"))
                .withMessageContaining("needs 5 columns and has 2");
    }

    private List<ResultRow> rows(String text) throws Exception {
        List<ResultRow> rows = new ArrayList<>();
        new ResultsFile(file(text)).read(rows::add);
        return rows;
    }

    private Path file(String text) throws Exception {
        return Files.writeString(directory.resolve("results.csv"), text);
    }
}
