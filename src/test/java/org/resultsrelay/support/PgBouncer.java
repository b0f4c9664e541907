package org.resultsrelay.support;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.resultsrelay.runtime.FreePort;
import org.springframework.util.FileSystemUtils;

/** The real PgBouncer, between a test and its PostgreSQL. */
public final class PgBouncer implements AutoCloseable {

    private static final String DATABASE = "behind_pgbouncer";

    private final Path directory;
    private final int port;
    private final Program program;

    private PgBouncer(Path directory, int port, Program program) {
        this.directory = directory;
        this.port = port;
        this.program = program;
    }

    /** {@code mode} is {@code session}, {@code transaction} or {@code statement}. */
    public static PgBouncer before(TestServers servers, String mode) throws IOException {
        String binary = installed();
        int port = FreePort.onLoopback();
        Path directory = Files.createTempDirectory("pgbouncer-");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        URI server = URI.create(servers.database(DATABASE).replaceFirst("^jdbc:", ""));
        Files.writeString(directory.resolve("users"), "\"%s\" \"%s\"\n".formatted(servers.user(), servers.password()));
        Files.writeString(directory.resolve("pgbouncer.ini"), """
                [databases]
                * = host=%s port=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %s
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                pool_mode = %s
                """.formatted(
                        server.getHost(), server.getPort(), port, directory.resolve("users"), mode));
        List<String> command = new ArrayList<>(
                List.of(binary, directory.resolve("pgbouncer.ini").toString()));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
        }
        Program program = Program.start(directory, Map.of(), command);
        program.awaits(port);
        return new PgBouncer(directory, port, program);
    }

    private static String installed() {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> MissingProgram.means("PgBouncer is not installed here: apt-get install pgbouncer"));
    }

    /** Of a database that is there, by way of the pooler. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    @Override
    public void close() throws IOException {
        program.close();
        FileSystemUtils.deleteRecursively(directory);
    }
}
