-- Numbers the answers that are read page by page, so that their buttons find the message to turn.
create sequence chat_screens;
