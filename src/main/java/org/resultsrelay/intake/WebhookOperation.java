package org.resultsrelay.intake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The webhook endpoint's part of the API's description, kept apart so that the controller stays readable. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Operation(
        operationId = "receiveResults",
        tags = "Intake",
        summary = "Post test results",
        description = """
                Takes one event, or an array of up to 1,000, which is answered per event and in order. A 202 means that the
                results are on disk. Sending the same event again is safe and counts once.
                """,
        requestBody =
                @RequestBody(
                        required = true,
                        description = "At most 256 KiB for a single event, 1 MiB for an array; UTF-8, not compressed",
                        content =
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(oneOf = {EventSchema.class, EventSchema[].class}),
                                        examples = {
                                            @ExampleObject(name = "single", value = WebhookExamples.EVENT),
                                            @ExampleObject(name = "array", value = "[" + WebhookExamples.EVENT + "]")
                                        })),
        responses = {
            @ApiResponse(
                    responseCode = "202",
                    description = "Stored; in an array each event says what became of it",
                    content =
                            @Content(
                                    mediaType = "application/json",
                                    schema = @Schema(oneOf = {AnswerSchema.Each.class, AnswerSchema.class}),
                                    examples = {
                                        @ExampleObject(name = "single", value = WebhookExamples.ACCEPTED),
                                        @ExampleObject(name = "array", value = WebhookExamples.ANSWERS)
                                    })),
            @ApiResponse(
                    responseCode = "400",
                    description = "The single event is wrong (errors names each field), or the body is not JSON",
                    content =
                            @Content(
                                    mediaType = "application/problem+json",
                                    examples = @ExampleObject(WebhookExamples.INVALID))),
            @ApiResponse(responseCode = "401", description = "No valid token", content = @Content),
            @ApiResponse(responseCode = "403", description = "The token's scope is not intake", content = @Content),
            @ApiResponse(responseCode = "408", description = "The body came too slowly", content = @Content),
            @ApiResponse(
                    responseCode = "409",
                    description = "The single event's id was used before with other content",
                    content =
                            @Content(
                                    mediaType = "application/problem+json",
                                    examples = @ExampleObject(WebhookExamples.CONFLICT))),
            @ApiResponse(responseCode = "413", description = "The body is over its limit", content = @Content),
            @ApiResponse(responseCode = "415", description = "Not JSON in UTF-8, or compressed", content = @Content),
            @ApiResponse(
                    responseCode = "429",
                    description = "Too many requests",
                    headers = @Header(name = "Retry-After", schema = @Schema(type = "integer")),
                    content = @Content),
            @ApiResponse(
                    responseCode = "503",
                    description = "Nothing can be stored now: send the same request again",
                    headers = @Header(name = "Retry-After", schema = @Schema(type = "integer")),
                    content = @Content)
        })
@interface WebhookOperation {}
