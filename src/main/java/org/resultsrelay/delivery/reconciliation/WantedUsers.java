package org.resultsrelay.delivery.reconciliation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.resultsrelay.database.LongStatements;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The users that a client company should have, with epoch and revision. This is the only place that reads users and
 * deliveries in one statement. A user of whom nothing is wanted is left out, since the company cannot know it.
 */
@Component
class WantedUsers {

    private final JdbcClient jdbc;
    private final LongStatements longOnes;

    WantedUsers(JdbcClient jdbc, LongStatements longOnes) {
        this.jdbc = jdbc;
        this.longOnes = longOnes;
    }

    /** A user; {@code waiting} until the client has confirmed the revision. */
    @Schema(name = "DigestUser")
    record WantedUser(
            @Schema(description = "The platform's id of the user.", example = "u-17")
            String userId,

            @Schema(description = "Epoch of the newest revision.", example = "1")
            int epoch,

            @Schema(description = "Newest revision of the user, which the client company should have.", example = "7")
            long revision,

            @Schema(description = "True while the client company has not confirmed that revision.", example = "false")
            boolean waiting) {}

    /** The users after this id, in the order of ids. */
    List<Long> after(long clientId, String externalId, int limit) {
        return jdbc.sql("""
                select u.id
                from users u join deliveries d on d.user_id = u.id
                where u.client_id = ? and u.external_id > ? and d.wanted > 0
                order by u.external_id limit ?
                """)
                .params(clientId, externalId, limit)
                .query((row, n) -> row.getLong("id"))
                .list();
    }

    /** The users of one bucket after this id, in the order of ids. */
    List<WantedUser> inBucket(long clientId, int bucket, String externalId, int limit) {
        return jdbc.sql("""
                select u.external_id, coalesce(e.epoch, 1) as epoch, u.revision,
                       d.behind or d.epoch < coalesce(e.epoch, 1) as waiting
                from users u join deliveries d on d.user_id = u.id left join epochs e on e.client_id = u.client_id
                where u.client_id = ? and user_bucket(u.external_id) = ? and u.external_id > ? and d.wanted > 0
                order by u.external_id limit ?
                """)
                .params(clientId, bucket, externalId, limit)
                .query((row, n) -> new WantedUser(
                        row.getString("external_id"),
                        row.getInt("epoch"),
                        row.getLong("revision"),
                        row.getBoolean("waiting")))
                .list();
    }

    /**
     * A bucket's number of users, how many of them wait, and the xor of SHA-256 of {@code id\nepoch\nrevision} over
     * all.
     */
    record Bucket(int number, long users, long waiting, byte[] digest) {}

    /** Reads every user of the client once. Unlike all other statements it may scan, on one core. */
    List<Bucket> buckets(long clientId) {
        longOnes.allow();
        jdbc.sql("""
                set local enable_seqscan = on; set local enable_hashjoin = on; set local max_parallel_workers_per_gather = 0
                """).update();
        return jdbc.sql("""
                select get_byte(sha256(convert_to(u.external_id, 'UTF8')), 0) as bucket, count(*) as users,
                       count(*) filter (where d.behind or d.epoch < e.epoch) as waiting,
                       bit_xor(('x' || encode(sha256(convert_to(
                               concat_ws(chr(10), u.external_id, e.epoch, u.revision), 'UTF8')), 'hex'))::bit(256))::text as digest
                from users u join deliveries d on d.user_id = u.id
                cross join (select coalesce(max(epoch), 1) as epoch from epochs where client_id = :client) e
                where u.client_id = :client and d.wanted > 0
                group by 1
                """)
                .param("client", clientId)
                .query((row, n) -> new Bucket(
                        row.getInt("bucket"),
                        row.getLong("users"),
                        row.getLong("waiting"),
                        bytes(row.getString("digest"))))
                .list();
    }

    private static byte[] bytes(String bits) {
        var bytes = new byte[bits.length() / Byte.SIZE];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits, i * Byte.SIZE, (i + 1) * Byte.SIZE, 2);
        }
        return bytes;
    }
}
