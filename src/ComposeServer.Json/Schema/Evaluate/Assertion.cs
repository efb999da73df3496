using System.Text.Json;

namespace ComposeServer.Json.Schema.Evaluate;

/// <summary>One rule of a schema, for values of the types it is asked about.</summary>
abstract class Assertion
{
    /// <summary>Says whether the value keeps the rule; reports violations when they are collected.</summary>
    public abstract bool Check(JsonElement value, ref Evaluation run);
}
