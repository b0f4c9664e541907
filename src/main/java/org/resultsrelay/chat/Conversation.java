package org.resultsrelay.chat;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resultsrelay.chat.people.Linking;
import org.resultsrelay.chat.people.People;
import org.resultsrelay.chat.people.Person;
import org.resultsrelay.notify.ChatHandler;
import org.resultsrelay.notify.IncomingMessage;
import org.resultsrelay.notify.IncomingMessage.ButtonPress;
import org.resultsrelay.notify.IncomingMessage.WrittenMessage;
import org.resultsrelay.notify.MessageContent;
import org.springframework.stereotype.Component;

/** Receives what people write, checks who they are, and passes it on to the command's or button's handler. */
@Component
class Conversation implements ChatHandler {

    private static final String LATE =
            "That came while the relay was away, and was not done. Ask again if it is still wanted.";
    private static final String OLD_BUTTON = "This button is out of date. /incidents shows what is true now.";
    private static final String UNKNOWN = "There is no such command. /help says what you can ask.";

    private final People people;
    private final Linking linking;
    private final Map<ChatCommand, CommandHandler> abilities = new EnumMap<>(ChatCommand.class);
    private final List<ButtonHandler> buttons;

    Conversation(People people, Linking linking, List<CommandHandler> abilities, List<ButtonHandler> buttons) {
        this.people = people;
        this.linking = linking;
        this.buttons = buttons;
        abilities.forEach(handler -> this.abilities.put(handler.command(), handler));
    }

    @Override
    public List<Command> commands() {
        return abilities.keySet().stream()
                .sorted(Comparator.naturalOrder())
                .map(command -> new Command(command.word(), command.meaning()))
                .toList();
    }

    @Override
    public ChatReply handle(IncomingMessage said) {
        Optional<Person> person = people.known(said.by());
        return switch (ChatAccess.of(person.isPresent(), said.in())) {
            case OPEN -> said.late() ? late(said) : answer(person.orElseThrow(), said);
            case STRANGER -> linking.hear(said);
            case ELSEWHERE -> ChatReply.SILENCE;
        };
    }

    private static ChatReply late(IncomingMessage said) {
        return said instanceof ButtonPress ? ChatReply.toast(LATE) : ChatReply.message(MessageContent.of(LATE));
    }

    private ChatReply answer(Person person, IncomingMessage said) {
        return switch (said) {
            case ButtonPress pressed -> press(new ChatRequest(person, pressed.in(), pressed.action()));
            case WrittenMessage written ->
                CommandLine.of(written.text())
                        .map(line -> obey(line, new ChatRequest(person, written.in(), line.rest())))
                        .orElseGet(() -> chatter(written));
        };
    }

    /** Telegram sends /start by itself when somebody opens the bot. */
    private ChatReply obey(CommandLine line, ChatRequest asked) {
        return ChatCommand.named(line.name().equals("start") ? ChatCommand.HELP.word() : line.name())
                .map(abilities::get)
                .map(handler -> handler.answer(asked))
                .orElseGet(() -> ChatReply.message(MessageContent.of(UNKNOWN)));
    }

    private ChatReply press(ChatRequest pressed) {
        return buttons.stream()
                .map(button -> button.press(pressed))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> ChatReply.toast(OLD_BUTTON));
    }

    /** In a group people talk to each other. */
    private static ChatReply chatter(WrittenMessage written) {
        return written.in().alone() ? ChatReply.message(MessageContent.of(UNKNOWN)) : ChatReply.SILENCE;
    }
}
