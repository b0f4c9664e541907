package org.resultsrelay.chat.commands;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.resultsrelay.chat.ChatCommand;
import org.resultsrelay.chat.ChatRequest;
import org.resultsrelay.chat.CommandHandler;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.resultsrelay.notify.MessageContent;
import org.springframework.stereotype.Component;

@Component
class HelpCommand implements CommandHandler {

    @Override
    public ChatCommand command() {
        return ChatCommand.HELP;
    }

    @Override
    public ChatReply answer(ChatRequest asked) {
        return ChatReply.message(MessageContent.of(Arrays.stream(ChatCommand.values())
                .map(command -> command.usage() + "\n    " + command.meaning())
                .collect(Collectors.joining(
                        "\n", "What you can ask, " + asked.by().shown() + "\n", ""))));
    }
}
