package org.resultsrelay.clients;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Configuration;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorFactory;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.http.client.InetAddressFilter;

class HttpUrlTests {

    private static final InetAddress ALLOWED = InetAddress.ofLiteral("10.1.2.3");

    private static final Validator VALIDATOR =
            validator(Validation.byDefaultProvider().configure());

    private static Validator validator(Configuration<?> configuration) {
        var others = configuration.getDefaultConstraintValidatorFactory();
        return configuration
                .constraintValidatorFactory(new ConstraintValidatorFactory() {
                    @Override
                    public <T extends ConstraintValidator<?, ?>> T getInstance(Class<T> type) {
                        return type == HttpUrl.Check.class
                                ? type.cast(new HttpUrl.Check(HttpUrlTests::allows))
                                : others.getInstance(type);
                    }

                    @Override
                    public void releaseInstance(ConstraintValidator<?, ?> instance) {
                        others.releaseInstance(instance);
                    }
                })
                .buildValidatorFactory()
                .getValidator();
    }

    /** Public addresses may be pushed to, and one private one. */
    private static boolean allows(InetAddress address) {
        return address.equals(ALLOWED) || InetAddressFilter.externalAddresses().matches(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.example",
                "http://10.1.2.3:9000/in?a=b",
                "http://[::ffff:10.1.2.3]/",
                "HTTPS://acme.example/%C3%9F",
                "http://[2606:4700::1111]:8080/x",
                "http://1.1.1.1/",
                "http://localhost:8080/",
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
        "https://bücher.example/, is not a URL",
        "https://①②⑦.0.0.1/, is not a URL",
        "http://127.0.0.1/, this one is private",
        "http://10.0.0.5:8080/x, this one is private",
        "https://169.254.169.254/latest, this one is private",
        "http://192.168.1.1/, this one is private",
        "http://0.0.0.0/, this one is private",
        "http://[::1]/, this one is private",
        "http://[::]/, this one is private",
        "http://[fe80::1]/, this one is private",
        "http://[fd00::1]:8080/, this one is private",
        "http://[::ffff:10.0.0.5]/, this one is private",
        "http://[64:ff9b::a00:5]/, this one is private",
        "http://[2002:a00:5::]/, this one is private",
        "http://0177.0.0.1/, its usual form",
        "http://[fe80::1%25eth0]/, its usual form",
        "http://2130706433/, its usual form",
        "http://0x7f000001/, its usual form",
        "http://0x7f.0.0.1/, its usual form",
        "http://127.1/, its usual form",
        "http://127.0.0.1./, its usual form",
        "http://%31%32%37.0.0.1/, its usual form",
        "http://x@10.0.0.5/, leave out the user"
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
