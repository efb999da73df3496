using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ComposeServer.Json;

/// <summary>Reading of JSON elements that neither allocates nor throws on text that is not valid UTF-16.</summary>
static class JsonElements
{
    const int BytesPerUnitMax = 6;

    extension(JsonElement element)
    {
        /// <summary>The value as spelled, quotes included.</summary>
        public ReadOnlySpan<byte> Raw() => JsonMarshal.GetRawUtf8Value(element);

        /// <summary>The content of a string as spelled.</summary>
        public ReadOnlySpan<byte> RawText() => JsonMarshal.GetRawUtf8Value(element)[1..^1];

        /// <summary>The content of a string, lone surrogates kept.</summary>
        public string Text() => JsonText.Decode(element.RawText());

        /// <summary>The member with this name, the last one when repeated; <see cref="JsonValueKind.Undefined"/> when absent.</summary>
        public JsonElement Member(string name)
        {
            var found = default(JsonElement);
            foreach (var member in element.EnumerateObject())
            {
                if (member.IsNamed(name))
                    found = member.Value;
            }
            return found;
        }
    }

    extension(JsonProperty member)
    {
        /// <summary>The name as spelled, without quotes.</summary>
        public ReadOnlySpan<byte> RawName() => JsonMarshal.GetRawUtf8PropertyName(member);

        /// <summary>The name, lone surrogates kept.</summary>
        public string Text() => JsonText.Decode(member.RawName());

        /// <summary>True when this is the name; a text is only made of names that are spelled with escapes or beyond ASCII.</summary>
        public bool IsNamed(string name)
        {
            // One to six bytes for each UTF-16 unit, as itself or escaped.
            var raw = member.RawName();
            if (raw.Length < name.Length || raw.Length / BytesPerUnitMax > name.Length)
                return false;
            return raw.Contains((byte)'\\') || !Ascii.IsValid(raw)
                ? JsonText.Decode(raw) == name
                : Ascii.Equals(raw, name);
        }
    }
}
