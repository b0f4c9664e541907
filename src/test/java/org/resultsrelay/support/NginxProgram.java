package org.resultsrelay.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The nginx installed here. */
record NginxProgram(Path binary) {

    static NginxProgram installed() {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(NginxProgram::new)
                .orElseThrow(() -> MissingProgram.means("nginx is not installed here: apt-get install nginx"));
    }

    ProcessBuilder command(Path directory, String globals, String... more) {
        String user = System.getProperty("user.name").equals("root") ? "user root; " : "";
        List<String> command = new ArrayList<>(List.of(binary.toString(), "-e", "stderr", "-g", user + globals));
        command.addAll(List.of(
                "-p", directory + "/", "-c", directory.resolve("nginx.conf").toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command);
    }
}
