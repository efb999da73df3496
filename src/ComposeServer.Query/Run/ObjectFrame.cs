using ComposeServer.GraphQL.Execution;

namespace ComposeServer.Query.Run;

/// <summary>Braces and commas of an object whose members are written one by one.</summary>
struct ObjectFrame
{
    bool _hasMembers;

    /// <summary>Begins a member.</summary>
    /// <param name="json">Gets it.</param>
    /// <param name="text">Its key with quotes and colon; of a constant, its value too.</param>
    public void Member(ref JsonTextWriter json, byte[] text)
    {
        json.Raw(_hasMembers ? ","u8 : "{"u8);
        json.Raw(text);
        _hasMembers = true;
    }

    /// <summary>Ends the object.</summary>
    public readonly void End(ref JsonTextWriter json) => json.Raw(_hasMembers ? "}"u8 : "{}"u8);
}
