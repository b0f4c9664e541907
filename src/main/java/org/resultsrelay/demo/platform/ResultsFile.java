package org.resultsrelay.demo.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A CSV file of results, read row by row. Its columns may be in any order and quoted. */
public final class ResultsFile {

    static final String COLUMNS = "id_assessment,id_student,date_submitted,is_banked,score";

    private final Path path;
    private final List<String> header;

    public ResultsFile(Path path) {
        this.path = path;
        this.header = header(path);
        List<String> missing = new ArrayList<>(cells(COLUMNS));
        missing.removeAll(header);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("%s has no column %s: its first line must name the columns %s"
                    .formatted(path, String.join(", ", missing), COLUMNS));
        }
    }

    private static List<String> header(Path path) {
        try (BufferedReader reader = Files.newBufferedReader(path)) {
            String first = reader.readLine();
            return first == null ? List.of() : cells(first.replace("\uFEFF", ""));
        } catch (IOException e) { // not the cause: a failed start shows only the innermost message
            String why = Files.isRegularFile(path) ? "cannot be read" : "is no file";
            throw new IllegalArgumentException(
                    "%s %s: --demo.results must name a CSV file with the columns %s".formatted(path, why, COLUMNS));
        }
    }

    /** Takes one row after the other. */
    interface Reader {
        void take(ResultRow row) throws IOException, InterruptedException;
    }

    /** The number of rows below the header. */
    long count() {
        try (Stream<String> lines = Files.lines(path)) {
            return lines.skip(1).filter(line -> !line.isBlank()).count();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** Reads the rows in the file's order. */
    void read(Reader reader) throws IOException, InterruptedException {
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    reader.take(row(line));
                }
            }
        }
    }

    private ResultRow row(String line) {
        List<String> cells = cells(line);
        if (cells.size() != header.size()) {
            throw unreadable(line, "it needs %s columns and has %s".formatted(header.size(), cells.size()));
        }
        try {
            return new ResultRow(
                    cells.get(header.indexOf("id_assessment")),
                    cells.get(header.indexOf("id_student")),
                    Integer.parseInt(cells.get(header.indexOf("date_submitted"))),
                    cells.get(header.indexOf("score")));
        } catch (NumberFormatException e) {
            throw unreadable(line, "date_submitted must be a whole number of days");
        }
    }

    private IllegalArgumentException unreadable(String line, String why) {
        return new IllegalArgumentException("Cannot replay the row \"%s\" of %s: %s".formatted(line, path, why));
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",", -1)).map(ResultsFile::unquoted).toList();
    }

    private static String unquoted(String cell) {
        String text = cell.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
