//! What may go wrong between here and a cluster, played by a server of a few lines on this machine.

mod chosen;
mod graph;
mod kept;
mod killed;
mod loads;
mod mishaps;
mod partial;
mod played;
mod refusals;
mod roles;
mod writers;
