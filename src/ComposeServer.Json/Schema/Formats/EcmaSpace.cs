namespace ComposeServer.Json.Schema.Formats;

/// <summary>White space as ECMAScript's <c>\s</c> has it.</summary>
static class EcmaSpace
{
    public static bool Is(char c) =>
        c switch
        {
            >= '\t' and <= '\r' or ' ' or '\u00A0' or '\u1680' => true,
            >= '\u2000' and <= '\u200A' or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000' or '\uFEFF' => true,
            _ => false,
        };
}
