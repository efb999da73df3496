using System.Text;

namespace ComposeServer.Fuzz.Targets;

/// <summary>A door for text. Bytes that are no UTF-8 become U+FFFD, as for all text that arrives.</summary>
abstract class TextTarget : FuzzTarget
{
    public override InputForm Form => InputForm.Text;

    protected sealed override void Check(byte[] input) => Check(Encoding.UTF8.GetString(input));

    protected abstract void Check(string text);

    protected static IEnumerable<byte[]> Utf8(IEnumerable<string> texts) => texts.Select(Encoding.UTF8.GetBytes);
}
