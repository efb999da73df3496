namespace ComposeServer.GraphQL.Language;

/// <summary>A lexical token: its kind and where it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Byte offset of its first byte.</param>
/// <param name="End">Byte offset one past its last byte.</param>
/// <param name="Line">Line of its start, from 1.</param>
/// <param name="Column">Column of its start, from 1, in UTF-16 units.</param>
readonly record struct Token(TokenKind Kind, int Start, int End, int Line, int Column);
