package org.resultsrelay.sources;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.sources.mapping.Preset;
import org.resultsrelay.sources.mapping.Presets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Shows the platforms that the relay knows. */
@Tag(name = "Sources")
@RestController
@RequestMapping(path = "/api/v1/presets", produces = MediaType.APPLICATION_JSON_VALUE)
class PresetsController {

    @Operation(
            operationId = "listPresets",
            summary = "List the platforms that the relay knows",
            description = "The name of each goes into a source's preset.")
    @GetMapping
    PresetList list() {
        return new PresetList(Presets.all().stream()
                .map(preset -> new PresetEntry(preset.name(), preset.title()))
                .toList());
    }

    @Operation(
            operationId = "getPreset",
            summary = "Show what the relay knows of a platform",
            description = "Its mapping, how its requests are verified and answered, and what is peculiar about it.")
    @GetMapping("/{name}")
    PresetView get(@PathVariable String name) {
        return Presets.named(name)
                .map(PresetView::of)
                .orElseThrow(() -> new Problem(
                        HttpStatus.NOT_FOUND,
                        "unknown-preset",
                        "Unknown preset",
                        "There is no preset \"" + name
                                + "\": GET /api/v1/presets lists those there are. Any other platform needs a mapping"
                                + " of its own."));
    }

    @Schema(name = "Presets")
    record PresetList(
            @Schema(description = "The platforms by name.") List<PresetEntry> items) {}

    @Schema(name = "PresetEntry")
    record PresetEntry(
            @Schema(description = "What goes into a source's preset.", example = "classmarker")
            String name,

            @Schema(description = "What people call the platform.", example = "ClassMarker")
            String title) {}

    @Schema(name = "Preset")
    record PresetView(
            @Schema(description = "What goes into a source's preset.", example = "classmarker")
            String name,

            @Schema(description = "What people call the platform.", example = "ClassMarker")
            String title,

            @Schema(description = "The mapping, which a source may override.", implementation = Object.class)
            JsonNode mapping,

            @Schema(description = "How its requests are usually verified.", implementation = Object.class)
            JsonNode verification,

            @Schema(description = "The status that it needs to hear.", example = "200")
            int answerStatus,

            @Schema(description = "The platform's own document.", example = "https://platform.example/docs/webhooks")
            String document,

            @Schema(description = "What is peculiar about it.")
            List<String> notes) {

        static PresetView of(Preset preset) {
            return new PresetView(
                    preset.name(),
                    preset.title(),
                    preset.rules(),
                    preset.verification(),
                    preset.answer().status(),
                    preset.document(),
                    preset.notes());
        }
    }
}
