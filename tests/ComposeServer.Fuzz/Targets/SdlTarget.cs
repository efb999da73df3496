using ComposeServer.Composites.Compiler;
using ComposeServer.Fuzz.Seeds;

namespace ComposeServer.Fuzz.Targets;

/// <summary>SDL of composites, compiled up to where models would be made.</summary>
sealed class SdlTarget : TextTarget
{
    public override string Name => "sdl";

    public override InputForm Form => InputForm.GraphQL;

    public override IReadOnlyList<string> Words => GraphQLWords.All;

    public override IEnumerable<byte[]> Seeds() =>
        [
            Vectors.Bytes("golden/example.sdl.graphql"),
            Vectors.Bytes("golden/scalars.sdl.graphql"),
            .. Vectors.Utf8("vectors/sdl-errors.json", "sdl"),
            .. Vectors.Utf8("golden/sdl-cases.json", "sdl"),
        ];

    protected override void Check(string text)
    {
        var compiled = Door.Through(() => AbstractComposite.Parse(text));
        var again = AbstractComposite.Parse(text);
        Oracle.Holds(compiled.IsOk == again.IsOk, "SDL compiles or not, each time the same");
        if (compiled.IsOk)
            Oracle.Same(compiled.Value.ToUtf8(), again.Value!.ToUtf8(), "SDL gives the same models each time");
        else
            Oracle.Holds(
                (compiled.Error.Code, compiled.Error.Message, compiled.Error.At)
                    == (again.Error!.Code, again.Error.Message, again.Error.At),
                "SDL gives the same error each time"
            );
    }
}
