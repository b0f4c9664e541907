package org.resultsrelay.problems;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Addresses that only tests have, to see what the relay makes of a request and of a failure. */
@Hidden
@RestController
@RequestMapping("/api/v1/probe")
class Probe {

    @GetMapping("/ids/{client}/{id}")
    Map<String, String> id(@PathVariable String client, @PathVariable String id) {
        return Map.of("client", client, "id", id);
    }

    @GetMapping("/numbers/{number}")
    Map<String, Long> number(@PathVariable long number) {
        return Map.of("number", number);
    }

    @GetMapping("/bug")
    Map<String, String> bug() {
        throw new IllegalStateException("the inside of the house");
    }

    @GetMapping("/error-page")
    void errorPage(HttpServletResponse response) throws IOException {
        response.sendError(507, "the inside of the house");
    }
}
