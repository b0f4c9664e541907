package org.resultsrelay.delivery.reconciliation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.reconciliation.Digests.BucketDigest;
import org.resultsrelay.delivery.reconciliation.WantedUsers.Bucket;

/**
 * What a client company should have, as 256 digests of one moment. While {@code waiting} is 0, its own must be the
 * same.
 */
record Digests(
        @Schema(description = "Key of the client company.", example = "acme")
        String client,

        @Schema(description = "Epoch of the client company at that moment.", example = "1")
        int epoch,

        @Schema(description = "Users of the client company, in all buckets together.", example = "5000")
        long users,

        @Schema(
                description =
                        "Users whose newest revision the client company has not confirmed. Their buckets may differ.",
                example = "0")
        long waiting,

        @Schema(description = "All 256 buckets in the order of their names, those without users included.")
        List<BucketDigest> buckets) {

    private static final int BUCKETS = 256;

    /** Includes the buckets without users. */
    static Digests of(Client client, int epoch, List<Bucket> found) {
        Map<Integer, Bucket> byNumber = found.stream().collect(Collectors.toMap(Bucket::number, Function.identity()));
        List<BucketDigest> buckets = IntStream.range(0, BUCKETS)
                .mapToObj(number -> byNumber.getOrDefault(number, new Bucket(number, 0, 0, new byte[32])))
                .map(BucketDigest::of)
                .toList();
        return new Digests(
                client.key(),
                epoch,
                buckets.stream().mapToLong(BucketDigest::users).sum(),
                buckets.stream().mapToLong(BucketDigest::waiting).sum(),
                buckets);
    }

    /** The users whose id's SHA-256 begins with the same byte. */
    @Schema(name = "Digest")
    record BucketDigest(
            @Schema(
                    description = "The first byte of SHA-256(user_id) that these users share, as two hex digits.",
                    example = "ab")
            String bucket,

            @Schema(description = "Users in this bucket.", example = "20")
            long users,

            @Schema(
                    description = "Users in this bucket whose newest revision the client company has not confirmed.",
                    example = "0")
            long waiting,

            @Schema(
                    description =
                            "The xor, over these users, of SHA-256 of user_id, newline, epoch, newline, revision. "
                                    + "Zeros where there are none.",
                    example = "5f0c0e3d2ba7d19c47b0c0b6a6f8b21b44b9f67f0d6f1f9f6d8fb1a4b3a7c1de")
            String digest) {

        static BucketDigest of(Bucket bucket) {
            return new BucketDigest(
                    HexFormat.of().toHexDigits((byte) bucket.number()),
                    bucket.users(),
                    bucket.waiting(),
                    HexFormat.of().formatHex(bucket.digest()));
        }
    }
}
