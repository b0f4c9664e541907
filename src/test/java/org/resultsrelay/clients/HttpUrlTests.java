package org.resultsrelay.clients;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUrlTests {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.example",
                "http://127.0.0.1:9000/in?a=b",
                "HTTPS://acme.example/%C3%9F",
                "http://[::1]:8080/x",
                "https://xn--bcher-kva.example/"
            })
    void anAbsoluteHttpUrlIsTaken(String url) {
        assertThat(wrong(url)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://acme.example, begins with https://",
        "/summaries, begins with https://",
        "acme.example/summaries, begins with https://",
        "mailto:x@acme.example, begins with https://",
        "https://, is not a URL",
        "https:///path, give a host",
        "https:opaque, give a host",
        "https://under_score.example/, give a host",
        "https://user:secret@acme.example/, leave out the user",
        "https://acme.example/#part, leave out the fragment",
        "https://acme.example:99999/, port",
        "https://acme.example:0/, port",
        "https://acme.example/a b, is not a URL",
        "https://acme.example/${1+1}, is not a URL",
        "https://bücher.example/, is not a URL"
    })
    void anythingElseSaysWhy(String url, String reason) {
        assertThat(wrong(url)).singleElement().asString().contains(reason);
    }

    private static List<String> wrong(String url) {
        return VALIDATOR.validateValue(ClientSettings.class, "endpointUrl", url).stream()
                .map(ConstraintViolation::getMessage)
                .toList();
    }
}
