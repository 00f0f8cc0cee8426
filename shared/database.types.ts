export type Json =
  | string
  | number
  | boolean
  | null
  | { [key: string]: Json | undefined }
  | Json[]

export type Database = {
  // Allows to automatically instantiate createClient with right options
  // instead of createClient<Database, { PostgrestVersion: 'XX' }>(URL, KEY)
  __InternalSupabase: {
    PostgrestVersion: "12"
  }
  public: {
    Tables: {
      ai_alarms: {
        Row: {
          created_at: string
          details: NonNullable<Json>
          id: string
          key: string
          kind: string
          resolved_at: string | null
        }
        Insert: {
          created_at?: string
          details?: NonNullable<Json>
          id?: string
          key: string
          kind: string
          resolved_at?: string | null
        }
        Update: {
          created_at?: string
          details?: NonNullable<Json>
          id?: string
          key?: string
          kind?: string
          resolved_at?: string | null
        }
        Relationships: []
      }
      ai_alert_thresholds: {
        Row: {
          percent: number
        }
        Insert: {
          percent: number
        }
        Update: {
          percent?: number
        }
        Relationships: []
      }
      ai_budget_alerts: {
        Row: {
          allowed: number
          created_at: string
          metric: string
          organization_id: string | null
          percent: number
          scope: string
          scope_id: string
          starts_on: string
          used: number
          user_id: string | null
        }
        Insert: {
          allowed: number
          created_at?: string
          metric: string
          organization_id?: never
          percent: number
          scope: string
          scope_id: string
          starts_on: string
          used: number
          user_id?: never
        }
        Update: {
          allowed?: number
          created_at?: string
          metric?: string
          organization_id?: never
          percent?: number
          scope?: string
          scope_id?: string
          starts_on?: string
          used?: number
          user_id?: never
        }
        Relationships: [
          {
            foreignKeyName: "ai_budget_alerts_organization_id_fkey"
            columns: ["organization_id"]
            referencedRelation: "organizations"
            referencedColumns: ["id"]
          },
        ]
      }
      ai_budget_periods: {
        Row: {
          created_at: string
          interactions: number
          organization_id: string | null
          reserved_interactions: number
          reserved_nano_usd: number
          reserved_strategic: number
          scope: string
          scope_id: string
          spent_nano_usd: number
          starts_on: string
          strategic_interactions: number
          updated_at: string
          user_id: string | null
        }
        Insert: {
          created_at?: string
          interactions?: number
          organization_id?: never
          reserved_interactions?: number
          reserved_nano_usd?: number
          reserved_strategic?: number
          scope: string
          scope_id: string
          spent_nano_usd?: number
          starts_on: string
          strategic_interactions?: number
          updated_at?: string
          user_id?: never
        }
        Update: {
          created_at?: string
          interactions?: number
          organization_id?: never
          reserved_interactions?: number
          reserved_nano_usd?: number
          reserved_strategic?: number
          scope?: string
          scope_id?: string
          spent_nano_usd?: number
          starts_on?: string
          strategic_interactions?: number
          updated_at?: string
          user_id?: never
        }
        Relationships: [
          {
            foreignKeyName: "ai_budget_periods_organization_id_fkey"
            columns: ["organization_id"]
            referencedRelation: "organizations"
            referencedColumns: ["id"]
          },
        ]
      }
      ai_budgets: {
        Row: {
          created_at: string
          monthly_nano_usd: number
          organization_id: string | null
          scope: string
          scope_id: string
          updated_at: string
          user_id: string | null
        }
        Insert: {
          created_at?: string
          monthly_nano_usd: number
          organization_id?: never
          scope: string
          scope_id: string
          updated_at?: string
          user_id?: never
        }
        Update: {
          created_at?: string
          monthly_nano_usd?: number
          organization_id?: never
          scope?: string
          scope_id?: string
          updated_at?: string
          user_id?: never
        }
        Relationships: [
          {
            foreignKeyName: "ai_budgets_organization_id_fkey"
            columns: ["organization_id"]
            referencedRelation: "organizations"
            referencedColumns: ["id"]
          },
        ]
      }
      ai_egress: {
        Row: {
          attempt: number
          body: string
          created_at: string
          host: string
          id: string
          interaction_id: string
          model: string
          provider: string
          records: NonNullable<Json>
          sent_bytes: number
          user_id: string
        }
        Insert: {
          attempt?: number
          body: string
          created_at?: string
          host: string
          id?: string
          interaction_id: string
          model: string
          provider: string
          records?: NonNullable<Json>
          sent_bytes: number
          user_id: string
        }
        Update: {
          attempt?: number
          body?: string
          created_at?: string
          host?: string
          id?: string
          interaction_id?: string
          model?: string
          provider?: string
          records?: NonNullable<Json>
          sent_bytes?: number
          user_id?: string
        }
        Relationships: []
      }
      ai_holds: {
        Row: {
          amount_nano_usd: number
          body_hash: string
          calls: NonNullable<Json>
          charges_system: boolean
          created_at: string
          feature: string
          finished_at: string | null
          id: string
          idempotency_key: string
          interaction_id: string
          is_counted: boolean
          is_interaction: boolean
          is_overrun: boolean
          lease_until: string
          organization_id: string | null
          outcome: Json | null
          spent_nano_usd: number
          starts_on: string
          state: string
          tier: string | null
          updated_at: string
          user_id: string | null
        }
        Insert: {
          amount_nano_usd: number
          body_hash: string
          calls: NonNullable<Json>
          charges_system?: boolean
          created_at?: string
          feature: string
          finished_at?: string | null
          id?: string
          idempotency_key: string
          interaction_id: string
          is_counted?: boolean
          is_interaction?: boolean
          is_overrun?: boolean
          lease_until: string
          organization_id?: string | null
          outcome?: Json | null
          spent_nano_usd?: number
          starts_on: string
          state?: string
          tier?: string | null
          updated_at?: string
          user_id?: string | null
        }
        Update: {
          amount_nano_usd?: number
          body_hash?: string
          calls?: NonNullable<Json>
          charges_system?: boolean
          created_at?: string
          feature?: string
          finished_at?: string | null
          id?: string
          idempotency_key?: string
          interaction_id?: string
          is_counted?: boolean
          is_interaction?: boolean
          is_overrun?: boolean
          lease_until?: string
          organization_id?: string | null
          outcome?: Json | null
          spent_nano_usd?: number
          starts_on?: string
          state?: string
          tier?: string | null
          updated_at?: string
          user_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "ai_holds_organization_id_fkey"
            columns: ["organization_id"]
            referencedRelation: "organizations"
            referencedColumns: ["id"]
          },
        ]
      }
      ai_interactions: {
        Row: {
          cost_nano_usd: number
          counted_hold_id: string | null
          created_at: string
          duration_ms: number | null
          error_code: string | null
          feature: string
          id: string
          input_tokens: number
          is_estimated: boolean
          is_success: boolean
          organization_id: string | null
          output_tokens: number
          requested_model: string | null
          route: NonNullable<Json>
          served_model: string | null
          source: string
          tier: string | null
          updated_at: string
          user_id: string
        }
        Insert: {
          cost_nano_usd?: number
          counted_hold_id?: string | null
          created_at?: string
          duration_ms?: number | null
          error_code?: string | null
          feature: string
          id?: string
          input_tokens?: number
          is_estimated?: boolean
          is_success: boolean
          organization_id?: string | null
          output_tokens?: number
          requested_model?: string | null
          route?: NonNullable<Json>
          served_model?: string | null
          source: string
          tier?: string | null
          updated_at?: string
          user_id: string
        }
        Update: {
          cost_nano_usd?: number
          counted_hold_id?: string | null
          created_at?: string
          duration_ms?: number | null
          error_code?: string | null
          feature?: string
          id?: string
          input_tokens?: number
          is_estimated?: boolean
          is_success?: boolean
          organization_id?: string | null
          output_tokens?: number
          requested_model?: string | null
          route?: NonNullable<Json>
          served_model?: string | null
          source?: string
          tier?: string | null
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "ai_interactions_counted_hold_id_fkey"
            columns: ["counted_hold_id"]
            referencedRelation: "ai_holds"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "ai_interactions_organization_id_fkey"
            columns: ["organization_id"]
            referencedRelation: "organizations"
            referencedColumns: ["id"]
          },
        ]
      }
      ai_model_prices: {
        Row: {
          audio_hour_nano_usd: number | null
          audio_input_nano_usd: number | null
          audio_output_nano_usd: number | null
          cache_write_nano_usd: number | null
          cached_input_nano_usd: number | null
          character_nano_usd: number | null
          created_at: string
          from_input_tokens: number
          id: number
          input_nano_usd: number | null
          model_id: string
          output_nano_usd: number | null
          source: string
          valid_from: string
          valid_to: string | null
        }
        Insert: {
          audio_hour_nano_usd?: number | null
          audio_input_nano_usd?: number | null
          audio_output_nano_usd?: number | null
          cache_write_nano_usd?: number | null
          cached_input_nano_usd?: number | null
          character_nano_usd?: number | null
          created_at?: string
          from_input_tokens?: number
          id?: never
          input_nano_usd?: number | null
          model_id: string
          output_nano_usd?: number | null
          source: string
          valid_from: string
          valid_to?: string | null
        }
        Update: {
          audio_hour_nano_usd?: number | null
          audio_input_nano_usd?: number | null
          audio_output_nano_usd?: number | null
          cache_write_nano_usd?: number | null
          cached_input_nano_usd?: number | null
          character_nano_usd?: number | null
          created_at?: string
          from_input_tokens?: number
          id?: never
          input_nano_usd?: number | null
          model_id?: string
          output_nano_usd?: number | null
          source?: string
          valid_from?: string
          valid_to?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "ai_model_prices_model_id_fkey"
            columns: ["model_id"]
            referencedRelation: "ai_models"
            referencedColumns: ["id"]
          },
        ]
      }
      ai_model_usage_logs: {
        Row: {
          attempt: number
          audio_input_tokens: number
          audio_ms: number
          audio_output_tokens: number
          cache_write_tokens: number
          cached_input_tokens: number
          characters: number
          charges_system: boolean
          cost_nano_usd: number
          counterfactual_nano_usd: number
          created_at: string
          duration_ms: number | null
          error_code: string | null
          feature: string
          hold_id: string | null
          id: string
          input_tokens: number
          interaction_id: string | null
          is_estimated: boolean
          is_late: boolean
          organization_id: string | null
          output_tokens: number
          price_id: number | null
          purpose: string
          reasoning_tokens: number
          requested_model: string
          saved_by_cache_nano_usd: number
          served_model: string
          starts_on: string
          tier: string | null
          user_id: string | null
        }
        Insert: {
          attempt?: number
          audio_input_tokens?: number
          audio_ms?: number
          audio_output_tokens?: number
          cache_write_tokens?: number
          cached_input_tokens?: number
          characters?: number
          charges_system?: boolean
          cost_nano_usd: number
          counterfactual_nano_usd?: number
          created_at?: string
          duration_ms?: number | null
          error_code?: string | null
          feature: string
          hold_id?: string | null
          id: string
          input_tokens?: number
          interaction_id?: string | null
          is_estimated?: boolean
          is_late?: boolean
          organization_id?: string | null
          output_tokens?: number
          price_id?: number | null
          purpose?: string
          reasoning_tokens?: number
          requested_model: string
          saved_by_cache_nano_usd?: number
          served_model: string
          starts_on: string
          tier?: string | null
          user_id?: string | null
        }
        Update: {
          attempt?: number
          audio_input_tokens?: number
          audio_ms?: number
          audio_output_tokens?: number
          cache_write_tokens?: number
          cached_input_tokens?: number
          characters?: number
          charges_system?: boolean
          cost_nano_usd?: number
          counterfactual_nano_usd?: number
          created_at?: string
          duration_ms?: number | null
          error_code?: string | null
          feature?: string
          hold_id?: string | null
          id?: string
          input_tokens?: number
          interaction_id?: string | null
          is_estimated?: boolean
          is_late?: boolean
          organization_id?: string | null
          output_tokens?: number
          price_id?: number | null
          purpose?: string
          reasoning_tokens?: number
          requested_model?: string
          saved_by_cache_nano_usd?: number
          served_model?: string
          starts_on?: string
          tier?: string | null
          user_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "ai_model_usage_logs_hold_id_fkey"
            columns: ["hold_id"]
            referencedRelation: "ai_holds"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "ai_model_usage_logs_organization_id_fkey"
            columns: ["organization_id"]
            referencedRelation: "organizations"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "ai_model_usage_logs_price_id_fkey"
            columns: ["price_id"]
            referencedRelation: "ai_model_prices"
            referencedColumns: ["id"]
          },
        ]
      }
      ai_models: {
        Row: {
          api_name: string
          base_url_env: string | null
          context_tokens: number | null
          created_at: string
          efforts: string[]
          has_tools: boolean
          id: string
          input_margin_percent: number
          is_enabled: boolean
          key_env: string | null
          kind: string
          max_characters: number | null
          max_output_tokens: number | null
          modalities: string[]
          note: string
          output_limit_field: string
          prefix_hint: string
          protocol: string
          provider: string
          rank: number
          regions: string[]
          shutdown_on: string | null
          successor_id: string | null
          takes_temperature: boolean
          tier: string | null
          updated_at: string
        }
        Insert: {
          api_name: string
          base_url_env?: string | null
          context_tokens?: number | null
          created_at?: string
          efforts?: string[]
          has_tools?: boolean
          id: string
          input_margin_percent?: number
          is_enabled?: boolean
          key_env?: string | null
          kind: string
          max_characters?: number | null
          max_output_tokens?: number | null
          modalities?: string[]
          note?: string
          output_limit_field?: string
          prefix_hint?: string
          protocol: string
          provider: string
          rank?: number
          regions?: string[]
          shutdown_on?: string | null
          successor_id?: string | null
          takes_temperature?: boolean
          tier?: string | null
          updated_at?: string
        }
        Update: {
          api_name?: string
          base_url_env?: string | null
          context_tokens?: number | null
          created_at?: string
          efforts?: string[]
          has_tools?: boolean
          id?: string
          input_margin_percent?: number
          is_enabled?: boolean
          key_env?: string | null
          kind?: string
          max_characters?: number | null
          max_output_tokens?: number | null
          modalities?: string[]
          note?: string
          output_limit_field?: string
          prefix_hint?: string
          protocol?: string
          provider?: string
          rank?: number
          regions?: string[]
          shutdown_on?: string | null
          successor_id?: string | null
          takes_temperature?: boolean
          tier?: string | null
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "ai_models_successor_id_fkey"
            columns: ["successor_id"]
            referencedRelation: "ai_models"
            referencedColumns: ["id"]
          },
        ]
      }
      ai_plans: {
        Row: {
          created_at: string
          daily_interactions: number
          monthly_interactions: number
          monthly_nano_usd: number
          strategic_share_percent: number
          tier: string
          updated_at: string
        }
        Insert: {
          created_at?: string
          daily_interactions: number
          monthly_interactions: number
          monthly_nano_usd: number
          strategic_share_percent: number
          tier: string
          updated_at?: string
        }
        Update: {
          created_at?: string
          daily_interactions?: number
          monthly_interactions?: number
          monthly_nano_usd?: number
          strategic_share_percent?: number
          tier?: string
          updated_at?: string
        }
        Relationships: []
      }
      ai_settings: {
        Row: {
          created_at: string
          features_off: string[]
          is_on: boolean
          organization_id: string | null
          updated_at: string
          user_id: string
        }
        Insert: {
          created_at?: string
          features_off?: string[]
          is_on?: boolean
          organization_id?: string | null
          updated_at?: string
          user_id: string
        }
        Update: {
          created_at?: string
          features_off?: string[]
          is_on?: boolean
          organization_id?: string | null
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "ai_settings_organization_id_fkey"
            columns: ["organization_id", "user_id"]
            referencedRelation: "organization_members"
            referencedColumns: ["organization_id", "user_id"]
          },
        ]
      }
      areas: {
        Row: {
          archived: boolean
          balance_score: number | null
          behavior_metrics: NonNullable<Json>
          color: string
          created_at: string
          description: string
          icon: string
          id: string
          importance: number
          is_sample: boolean
          name: string
          pillar_id: string | null
          reading_level: string | null
          sort_order: number
          time_allocation_actual: number | null
          time_allocation_recommended: number | null
          updated_at: string
          user_id: string
        }
        Insert: {
          archived?: boolean
          balance_score?: number | null
          behavior_metrics?: NonNullable<Json>
          color?: string
          created_at?: string
          description?: string
          icon?: string
          id?: string
          importance?: number
          is_sample?: boolean
          name: string
          pillar_id?: string | null
          reading_level?: string | null
          sort_order?: number
          time_allocation_actual?: number | null
          time_allocation_recommended?: number | null
          updated_at?: string
          user_id: string
        }
        Update: {
          archived?: boolean
          balance_score?: number | null
          behavior_metrics?: NonNullable<Json>
          color?: string
          created_at?: string
          description?: string
          icon?: string
          id?: string
          importance?: number
          is_sample?: boolean
          name?: string
          pillar_id?: string | null
          reading_level?: string | null
          sort_order?: number
          time_allocation_actual?: number | null
          time_allocation_recommended?: number | null
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "areas_user_id_pillar_id_fkey"
            columns: ["user_id", "pillar_id"]
            referencedRelation: "pillar_progress"
            referencedColumns: ["user_id", "pillar_id"]
          },
          {
            foreignKeyName: "areas_user_id_pillar_id_fkey"
            columns: ["user_id", "pillar_id"]
            referencedRelation: "pillars"
            referencedColumns: ["user_id", "id"]
          },
        ]
      }
      assistant_memories: {
        Row: {
          created_at: string
          id: string
          origin: string
          text: string
          updated_at: string
          user_id: string
        }
        Insert: {
          created_at?: string
          id?: string
          origin?: string
          text: string
          updated_at?: string
          user_id: string
        }
        Update: {
          created_at?: string
          id?: string
          origin?: string
          text?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: []
      }
      automation_proposals: {
        Row: {
          acted: boolean
          batch_id: string | null
          category: string
          decided_at: string | null
          evidence: NonNullable<Json>
          from_value: string | null
          id: string
          outcome: string | null
          proposed_at: string
          task_id: string
          task_name: string
          to_value: string
          user_id: string
        }
        Insert: {
          acted: boolean
          batch_id?: string | null
          category: string
          decided_at?: string | null
          evidence: NonNullable<Json>
          from_value?: string | null
          id?: string
          outcome?: string | null
          proposed_at?: string
          task_id: string
          task_name: string
          to_value: string
          user_id: string
        }
        Update: {
          acted?: boolean
          batch_id?: string | null
          category?: string
          decided_at?: string | null
          evidence?: NonNullable<Json>
          from_value?: string | null
          id?: string
          outcome?: string | null
          proposed_at?: string
          task_id?: string
          task_name?: string
          to_value?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "automation_proposals_user_id_batch_id_fkey"
            columns: ["user_id", "batch_id"]
            referencedRelation: "change_batches"
            referencedColumns: ["user_id", "id"]
          },
        ]
      }
      automation_settings: {
        Row: {
          created_at: string
          file_task: boolean
          file_task_threshold: number
          reschedule_overdue: boolean
          reschedule_overdue_threshold: number
          updated_at: string
          user_id: string
        }
        Insert: {
          created_at?: string
          file_task?: boolean
          file_task_threshold?: number
          reschedule_overdue?: boolean
          reschedule_overdue_threshold?: number
          updated_at?: string
          user_id: string
        }
        Update: {
          created_at?: string
          file_task?: boolean
          file_task_threshold?: number
          reschedule_overdue?: boolean
          reschedule_overdue_threshold?: number
          updated_at?: string
          user_id?: string
        }
        Relationships: []
      }
      automation_trust: {
        Row: {
          category: string
          credit: number
          demotions: number
          recent: boolean[]
          revision: number
          state: string
          state_since: string
          threshold: number
          user_id: string
        }
        Insert: {
          category: string
          credit?: number
          demotions?: number
          recent?: boolean[]
          revision?: number
          state?: string
          state_since?: string
          threshold: number
          user_id: string
        }
        Update: {
          category?: string
          credit?: number
          demotions?: number
          recent?: boolean[]
          revision?: number
          state?: string
          state_since?: string
          threshold?: number
          user_id?: string
        }
        Relationships: []
      }
      change_batches: {
        Row: {
          change_count: number
          created_at: string
          id: string
          source: string
          undoes_batch_id: string | null
          undone_by_batch_id: string | null
          user_id: string
        }
        Insert: {
          change_count?: number
          created_at?: string
          id: string
          source: string
          undoes_batch_id?: string | null
          undone_by_batch_id?: string | null
          user_id: string
        }
        Update: {
          change_count?: number
          created_at?: string
          id?: string
          source?: string
          undoes_batch_id?: string | null
          undone_by_batch_id?: string | null
          user_id?: string
        }
        Relationships: []
      }
      changes: {
        Row: {
          after: Json | null
          at: string
          batch_id: string
          before: Json | null
          id: number
          operation: string
          row_id: string
          row_label: string | null
          table_name: string
          user_id: string
        }
        Insert: {
          after?: Json | null
          at?: string
          batch_id: string
          before?: Json | null
          id?: never
          operation: string
          row_id: string
          row_label?: string | null
          table_name: string
          user_id: string
        }
        Update: {
          after?: Json | null
          at?: string
          batch_id?: string
          before?: Json | null
          id?: never
          operation?: string
          row_id?: string
          row_label?: string | null
          table_name?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "changes_user_id_batch_id_fkey"
            columns: ["user_id", "batch_id"]
            referencedRelation: "change_batches"
            referencedColumns: ["user_id", "id"]
          },
        ]
      }
      chat_messages: {
        Row: {
          batch_id: string | null
          commands: NonNullable<Json>
          commands_state: string
          created_at: string
          entities: NonNullable<Json>
          facts: NonNullable<Json>
          id: string
          intent: string | null
          interaction_id: string | null
          navigation: Json | null
          role: string
          route: NonNullable<Json>
          rows: NonNullable<Json>
          source: string | null
          text: string
          thread_id: string
          updated_at: string
          usage: NonNullable<Json>
          user_id: string
        }
        Insert: {
          batch_id?: string | null
          commands?: NonNullable<Json>
          commands_state?: string
          created_at?: string
          entities?: NonNullable<Json>
          facts?: NonNullable<Json>
          id?: string
          intent?: string | null
          interaction_id?: string | null
          navigation?: Json | null
          role: string
          route?: NonNullable<Json>
          rows?: NonNullable<Json>
          source?: string | null
          text: string
          thread_id: string
          updated_at?: string
          usage?: NonNullable<Json>
          user_id: string
        }
        Update: {
          batch_id?: string | null
          commands?: NonNullable<Json>
          commands_state?: string
          created_at?: string
          entities?: NonNullable<Json>
          facts?: NonNullable<Json>
          id?: string
          intent?: string | null
          interaction_id?: string | null
          navigation?: Json | null
          role?: string
          route?: NonNullable<Json>
          rows?: NonNullable<Json>
          source?: string | null
          text?: string
          thread_id?: string
          updated_at?: string
          usage?: NonNullable<Json>
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "chat_messages_user_id_thread_id_fkey"
            columns: ["user_id", "thread_id"]
            referencedRelation: "chat_threads"
            referencedColumns: ["user_id", "id"]
          },
        ]
      }
      chat_threads: {
        Row: {
          created_at: string
          id: string
          is_titled_by_person: boolean
          last_message_at: string
          provider: string | null
          tier: string | null
          title: string
          updated_at: string
          user_id: string
        }
        Insert: {
          created_at?: string
          id?: string
          is_titled_by_person?: boolean
          last_message_at?: string
          provider?: string | null
          tier?: string | null
          title: string
          updated_at?: string
          user_id: string
        }
        Update: {
          created_at?: string
          id?: string
          is_titled_by_person?: boolean
          last_message_at?: string
          provider?: string | null
          tier?: string | null
          title?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: []
      }
      feature_flags: {
        Row: {
          created_at: string
          description: string
          enabled: boolean
          key: string
          rollout_percentage: number
          updated_at: string
        }
        Insert: {
          created_at?: string
          description?: string
          enabled?: boolean
          key: string
          rollout_percentage?: number
          updated_at?: string
        }
        Update: {
          created_at?: string
          description?: string
          enabled?: boolean
          key?: string
          rollout_percentage?: number
          updated_at?: string
        }
        Relationships: []
      }
      focus_sessions: {
        Row: {
          created_at: string
          ended_at: string | null
          id: string
          kind: string
          planned_minutes: number
          started_at: string
          task_id: string | null
          updated_at: string
          user_id: string
        }
        Insert: {
          created_at?: string
          ended_at?: string | null
          id?: string
          kind?: string
          planned_minutes?: number
          started_at?: string
          task_id?: string | null
          updated_at?: string
          user_id: string
        }
        Update: {
          created_at?: string
          ended_at?: string | null
          id?: string
          kind?: string
          planned_minutes?: number
          started_at?: string
          task_id?: string | null
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "focus_sessions_user_id_task_id_fkey"
            columns: ["user_id", "task_id"]
            referencedRelation: "task_scores"
            referencedColumns: ["user_id", "task_id"]
          },
          {
            foreignKeyName: "focus_sessions_user_id_task_id_fkey"
            columns: ["user_id", "task_id"]
            referencedRelation: "tasks"
            referencedColumns: ["user_id", "id"]
          },
        ]
      }
      hrm_feedback_log: {
        Row: {
          applied_rules: NonNullable<Json>
          created_at: string
          entity_id: string | null
          entity_type: string
          feedback_text: string | null
          feedback_type: string
          id: string
          insight_id: string | null
          insight_type: string
          learned_at: string | null
          original_score: number | null
          reasoning_snapshot: NonNullable<Json>
          suggested_improvement: string | null
          user_adjusted_score: number | null
          user_id: string
        }
        Insert: {
          applied_rules?: NonNullable<Json>
          created_at?: string
          entity_id?: string | null
          entity_type: string
          feedback_text?: string | null
          feedback_type: string
          id?: string
          insight_id?: string | null
          insight_type: string
          learned_at?: string | null
          original_score?: number | null
          reasoning_snapshot?: NonNullable<Json>
          suggested_improvement?: string | null
          user_adjusted_score?: number | null
          user_id: string
        }
        Update: {
          applied_rules?: NonNullable<Json>
          created_at?: string
          entity_id?: string | null
          entity_type?: string
          feedback_text?: string | null
          feedback_type?: string
          id?: string
          insight_id?: string | null
          insight_type?: string
          learned_at?: string | null
          original_score?: number | null
          reasoning_snapshot?: NonNullable<Json>
          suggested_improvement?: string | null
          user_adjusted_score?: number | null
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "hrm_feedback_log_user_id_insight_id_fkey"
            columns: ["user_id", "insight_id"]
            referencedRelation: "insights"
            referencedColumns: ["user_id", "id"]
          },
        ]
      }
      hrm_rules: {
        Row: {
          applies_to_entity_types: string[]
          base_weight: number
          changelog: NonNullable<Json>
          created_at: string
          created_by: string | null
          description: string
          hierarchy_level: string
          is_active: boolean
          is_system_rule: boolean
          llm_prompt_template: string | null
          requires_llm: boolean
          rule_code: string
          rule_config: NonNullable<Json>
          rule_name: string
          rule_type: string
          updated_at: string
          user_adjustable: boolean
          version: number
        }
        Insert: {
          applies_to_entity_types: string[]
          base_weight?: number
          changelog?: NonNullable<Json>
          created_at?: string
          created_by?: string | null
          description?: string
          hierarchy_level: string
          is_active?: boolean
          is_system_rule?: boolean
          llm_prompt_template?: string | null
          requires_llm?: boolean
          rule_code: string
          rule_config: NonNullable<Json>
          rule_name: string
          rule_type: string
          updated_at?: string
          user_adjustable?: boolean
          version?: number
        }
        Update: {
          applies_to_entity_types?: string[]
          base_weight?: number
          changelog?: NonNullable<Json>
          created_at?: string
          created_by?: string | null
          description?: string
          hierarchy_level?: string
          is_active?: boolean
          is_system_rule?: boolean
          llm_prompt_template?: string | null
          requires_llm?: boolean
          rule_code?: string
          rule_config?: NonNullable<Json>
          rule_name?: string
          rule_type?: string
          updated_at?: string
          user_adjustable?: boolean
          version?: number
        }
        Relationships: []
      }
      hrm_runs: {
        Row: {
          counts: NonNullable<Json>
          data_version: string | null
          error_code: string | null
          finished_at: string | null
          id: string
          scope: NonNullable<Json>
          started_at: string
          status: string
          taken_at: string | null
          trigger: string
          user_id: string
        }
        Insert: {
          counts?: NonNullable<Json>
          data_version?: string | null
          error_code?: string | null
          finished_at?: string | null
          id?: string
          scope?: NonNullable<Json>
          started_at?: string
          status?: string
          taken_at?: string | null
          trigger: string
          user_id: string
        }
        Update: {
          counts?: NonNullable<Json>
          data_version?: string | null
          error_code?: string | null
          finished_at?: string | null
          id?: string
          scope?: NonNullable<Json>
          started_at?: string
          status?: string
          taken_at?: string | null
          trigger?: string
          user_id?: string
        }
        Relationships: []
      }
      hrm_user_preferences: {
        Row: {
          ai_communication_style: string
          ai_personality: string
          created_at: string
          enable_ai_learning: boolean
          energy_pattern: string
          explanation_detail_level: string
          preferred_work_hours: NonNullable<Json>
          primary_optimization: string
          rule_weight_overrides: NonNullable<Json>
          share_anonymous_insights: boolean
          show_confidence_scores: boolean
          show_reasoning_path: boolean
          updated_at: string
          user_id: string
        }
        Insert: {
          ai_communication_style?: string
          ai_personality?: string
          created_at?: string
          enable_ai_learning?: boolean
          energy_pattern?: string
          explanation_detail_level?: string
          preferred_work_hours?: NonNullable<Json>
          primary_optimization?: string
          rule_weight_overrides?: NonNullable<Json>
          share_anonymous_insights?: boolean
          show_confidence_scores?: boolean
          show_reasoning_path?: boolean
          updated_at?: string
          user_id: string
        }
        Update: {
          ai_communication_style?: string
          ai_personality?: string
          created_at?: string
          enable_ai_learning?: boolean
          energy_pattern?: string
          explanation_detail_level?: string
          preferred_work_hours?: NonNullable<Json>
          primary_optimization?: string
          rule_weight_overrides?: NonNullable<Json>
          share_anonymous_insights?: boolean
          show_confidence_scores?: boolean
          show_reasoning_path?: boolean
          updated_at?: string
          user_id?: string
        }
        Relationships: []
      }
      hrm_weight_changes: {
        Row: {
          after: number
          before: number
          created_at: string
          id: string
          reason: NonNullable<Json>
          reverted_at: string | null
          rule_code: string
          user_id: string
          was_default: boolean
        }
        Insert: {
          after: number
          before: number
          created_at?: string
          id?: string
          reason?: NonNullable<Json>
          reverted_at?: string | null
          rule_code: string
          user_id: string
          was_default?: boolean
        }
        Update: {
          after?: number
          before?: number
          created_at?: string
          id?: string
          reason?: NonNullable<Json>
          reverted_at?: string | null
          rule_code?: string
          user_id?: string
          was_default?: boolean
        }
        Relationships: []
      }
      imports: {
        Row: {
          applied_count: number
          created_at: string
          file_name: string
          id: string
          row_count: number
          source: string
          state: string
          updated_at: string
          user_id: string
        }
        Insert: {
          applied_count?: number
          created_at?: string
          file_name: string
          id: string
          row_count: number
          source: string
          state?: string
          updated_at?: string
          user_id: string
        }
        Update: {
          applied_count?: number
          created_at?: string
          file_name?: string
          id?: string
          row_count?: number
          source?: string
          state?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: []
      }
      insights: {
        Row: {
          application_count: number
          computed_at: string
          confidence: number
          created_at: string
          detailed_reasoning: NonNullable<Json>
          digest: string | null
          dismissed_at: string | null
          draft_hash: string
          end_reason: string | null
          ended_at: string | null
          entity_id: string | null
          entity_type: string
          evidence: NonNullable<Json>
          expires_at: string | null
          feedback_details: Json | null
          id: string
          impact: number
          insight_type: string
          is_active: boolean
          is_pinned: boolean
          last_accessed_at: string | null
          llm_context: Json | null
          llm_model_used: string | null
          llm_session_id: string | null
          pinned_at: string | null
          previous_version_id: string | null
          reasoning_path: NonNullable<Json>
          rule_code: string
          rule_version: number
          run_id: string | null
          source_ids: string[]
          source_tables: string[]
          stale_at: string | null
          statement_hash: string | null
          subject: string
          summary: string
          tags: string[]
          title: string
          updated_at: string
          user_feedback: string | null
          user_id: string
          version: number
          confirmed_at: string | null
        }
        Insert: {
          application_count?: number
          computed_at?: string
          confidence: number
          created_at?: string
          detailed_reasoning?: NonNullable<Json>
          digest?: string | null
          dismissed_at?: string | null
          draft_hash?: string
          end_reason?: string | null
          ended_at?: string | null
          entity_id?: string | null
          entity_type: string
          evidence: NonNullable<Json>
          expires_at?: string | null
          feedback_details?: Json | null
          id?: string
          impact: number
          insight_type: string
          is_active?: never
          is_pinned?: boolean
          last_accessed_at?: string | null
          llm_context?: Json | null
          llm_model_used?: string | null
          llm_session_id?: string | null
          pinned_at?: string | null
          previous_version_id?: string | null
          reasoning_path?: NonNullable<Json>
          rule_code: string
          rule_version?: number
          run_id?: string | null
          source_ids?: string[]
          source_tables?: string[]
          stale_at?: string | null
          statement_hash?: string | null
          subject: string
          summary: string
          tags?: string[]
          title: string
          updated_at?: string
          user_feedback?: string | null
          user_id: string
          version?: number
        }
        Update: {
          application_count?: number
          computed_at?: string
          confidence?: number
          created_at?: string
          detailed_reasoning?: NonNullable<Json>
          digest?: string | null
          dismissed_at?: string | null
          draft_hash?: string
          end_reason?: string | null
          ended_at?: string | null
          entity_id?: string | null
          entity_type?: string
          evidence?: NonNullable<Json>
          expires_at?: string | null
          feedback_details?: Json | null
          id?: string
          impact?: number
          insight_type?: string
          is_active?: never
          is_pinned?: boolean
          last_accessed_at?: string | null
          llm_context?: Json | null
          llm_model_used?: string | null
          llm_session_id?: string | null
          pinned_at?: string | null
          previous_version_id?: string | null
          reasoning_path?: NonNullable<Json>
          rule_code?: string
          rule_version?: number
          run_id?: string | null
          source_ids?: string[]
          source_tables?: string[]
          stale_at?: string | null
          statement_hash?: string | null
          subject?: string
          summary?: string
          tags?: string[]
          title?: string
          updated_at?: string
          user_feedback?: string | null
          user_id?: string
          version?: number
        }
        Relationships: [
          {
            foreignKeyName: "insights_user_id_previous_version_id_fkey"
            columns: ["user_id", "previous_version_id"]
            referencedRelation: "insights"
            referencedColumns: ["user_id", "id"]
          },
        ]
      }
      labels: {
        Row: {
          color: string
          created_at: string
          id: string
          is_sample: boolean
          name: string
          updated_at: string
          user_id: string
        }
        Insert: {
          color?: string
          created_at?: string
          id?: string
          is_sample?: boolean
          name: string
          updated_at?: string
          user_id: string
        }
        Update: {
          color?: string
          created_at?: string
          id?: string
          is_sample?: boolean
          name?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: []
      }
      notification_deliveries: {
        Row: {
          attempts: number
          channel: string
          created_at: string
          due_at: string
          finished_at: string | null
          id: string
          job_id: string | null
          notification_id: string | null
          on_day: string | null
          reason: string | null
          state: string
          title: string
          tried_at: string | null
          type: string
          user_id: string
        }
        Insert: {
          attempts?: number
          channel: string
          created_at?: string
          due_at?: string
          finished_at?: string | null
          id?: string
          job_id?: string | null
          notification_id?: string | null
          on_day?: string | null
          reason?: string | null
          state?: string
          title?: string
          tried_at?: string | null
          type: string
          user_id: string
        }
        Update: {
          attempts?: number
          channel?: string
          created_at?: string
          due_at?: string
          finished_at?: string | null
          id?: string
          job_id?: string | null
          notification_id?: string | null
          on_day?: string | null
          reason?: string | null
          state?: string
          title?: string
          tried_at?: string | null
          type?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "notification_deliveries_user_id_notification_id_fkey"
            columns: ["user_id", "notification_id"]
            referencedRelation: "notifications"
            referencedColumns: ["user_id", "id"]
          },
        ]
      }
      notification_preferences: {
        Row: {
          achievement_unlocked: boolean
          browser_notifications: boolean
          created_at: string
          daily_digest: boolean
          email_notifications: boolean
          overdue_check_minutes: number
          project_deadline: boolean
          push_notifications: boolean
          quiet_from: string
          quiet_hours: boolean
          quiet_until: string
          recurring_task: boolean
          reminder_advance_minutes: number
          task_due: boolean
          task_overdue: boolean
          task_reminder: boolean
          unblocked_task: boolean
          updated_at: string
          urgent_breaks_quiet_hours: boolean
          user_id: string
          weekly_digest: boolean
        }
        Insert: {
          achievement_unlocked?: boolean
          browser_notifications?: boolean
          created_at?: string
          daily_digest?: boolean
          email_notifications?: boolean
          overdue_check_minutes?: number
          project_deadline?: boolean
          push_notifications?: boolean
          quiet_from?: string
          quiet_hours?: boolean
          quiet_until?: string
          recurring_task?: boolean
          reminder_advance_minutes?: number
          task_due?: boolean
          task_overdue?: boolean
          task_reminder?: boolean
          unblocked_task?: boolean
          updated_at?: string
          urgent_breaks_quiet_hours?: boolean
          user_id: string
          weekly_digest?: boolean
        }
        Update: {
          achievement_unlocked?: boolean
          browser_notifications?: boolean
          created_at?: string
          daily_digest?: boolean
          email_notifications?: boolean
          overdue_check_minutes?: number
          project_deadline?: boolean
          push_notifications?: boolean
          quiet_from?: string
          quiet_hours?: boolean
          quiet_until?: string
          recurring_task?: boolean
          reminder_advance_minutes?: number
          task_due?: boolean
          task_overdue?: boolean
          task_reminder?: boolean
          unblocked_task?: boolean
          updated_at?: string
          urgent_breaks_quiet_hours?: boolean
          user_id?: string
          weekly_digest?: boolean
        }
        Relationships: []
      }
      notification_snoozes: {
        Row: {
          created_at: string
          subject: string
          until: string
          user_id: string
        }
        Insert: {
          created_at?: string
          subject: string
          until: string
          user_id: string
        }
        Update: {
          created_at?: string
          subject?: string
          until?: string
          user_id?: string
        }
        Relationships: []
      }
      notifications: {
        Row: {
          area_id: string | null
          body: string
          channels: string[]
          created_at: string
          id: string
          is_read: boolean
          pillar_id: string | null
          priority: string
          project_id: string | null
          scheduled_for: string
          sent_at: string | null
          task_id: string | null
          title: string
          type: string
          updated_at: string
          user_id: string
        }
        Insert: {
          area_id?: string | null
          body?: string
          channels?: string[]
          created_at?: string
          id?: string
          is_read?: boolean
          pillar_id?: string | null
          priority?: string
          project_id?: string | null
          scheduled_for?: string
          sent_at?: string | null
          task_id?: string | null
          title: string
          type: string
          updated_at?: string
          user_id: string
        }
        Update: {
          area_id?: string | null
          body?: string
          channels?: string[]
          created_at?: string
          id?: string
          is_read?: boolean
          pillar_id?: string | null
          priority?: string
          project_id?: string | null
          scheduled_for?: string
          sent_at?: string | null
          task_id?: string | null
          title?: string
          type?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "notifications_user_id_area_id_fkey"
            columns: ["user_id", "area_id"]
            referencedRelation: "area_progress"
            referencedColumns: ["user_id", "area_id"]
          },
          {
            foreignKeyName: "notifications_user_id_area_id_fkey"
            columns: ["user_id", "area_id"]
            referencedRelation: "areas"
            referencedColumns: ["user_id", "id"]
          },
          {
            foreignKeyName: "notifications_user_id_pillar_id_fkey"
            columns: ["user_id", "pillar_id"]
            referencedRelation: "pillar_progress"
            referencedColumns: ["user_id", "pillar_id"]
          },
          {
            foreignKeyName: "notifications_user_id_pillar_id_fkey"
            columns: ["user_id", "pillar_id"]
            referencedRelation: "pillars"
            referencedColumns: ["user_id", "id"]
          },
          {
            foreignKeyName: "notifications_user_id_project_id_fkey"
            columns: ["user_id", "project_id"]
            referencedRelation: "project_progress"
            referencedColumns: ["user_id", "project_id"]
          },
          {
            foreignKeyName: "notifications_user_id_project_id_fkey"
            columns: ["user_id", "project_id"]
            referencedRelation: "projects"
            referencedColumns: ["user_id", "id"]
          },
          {
            foreignKeyName: "notifications_user_id_task_id_fkey"
            columns: ["user_id", "task_id"]
            referencedRelation: "task_scores"
            referencedColumns: ["user_id", "task_id"]
          },
          {
            foreignKeyName: "notifications_user_id_task_id_fkey"
            columns: ["user_id", "task_id"]
            referencedRelation: "tasks"
            referencedColumns: ["user_id", "id"]
          },
        ]
      }
      organization_members: {
        Row: {
          created_at: string
          id: string
          organization_id: string
          role: string
          updated_at: string
          user_id: string
        }
        Insert: {
          created_at?: string
          id?: string
          organization_id: string
          role?: string
          updated_at?: string
          user_id: string
        }
        Update: {
          created_at?: string
          id?: string
          organization_id?: string
          role?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "organization_members_organization_id_fkey"
            columns: ["organization_id"]
            referencedRelation: "organizations"
            referencedColumns: ["id"]
          },
        ]
      }
      organizations: {
        Row: {
          created_at: string
          id: string
          name: string
          updated_at: string
          user_id: string
        }
        Insert: {
          created_at?: string
          id?: string
          name: string
          updated_at?: string
          user_id: string
        }
        Update: {
          created_at?: string
          id?: string
          name?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: []
      }
      pillars: {
        Row: {
          alignment_strength: number
          archived: boolean
          behavior_metrics: NonNullable<Json>
          color: string
          created_at: string
          description: string
          icon: string
          id: string
          is_sample: boolean
          name: string
          reading_level: string | null
          sort_order: number
          success_metrics: NonNullable<Json>
          time_allocation_percentage: number | null
          updated_at: string
          user_id: string
          vision_statement: string
        }
        Insert: {
          alignment_strength?: number
          archived?: boolean
          behavior_metrics?: NonNullable<Json>
          color?: string
          created_at?: string
          description?: string
          icon?: string
          id?: string
          is_sample?: boolean
          name: string
          reading_level?: string | null
          sort_order?: number
          success_metrics?: NonNullable<Json>
          time_allocation_percentage?: number | null
          updated_at?: string
          user_id: string
          vision_statement?: string
        }
        Update: {
          alignment_strength?: number
          archived?: boolean
          behavior_metrics?: NonNullable<Json>
          color?: string
          created_at?: string
          description?: string
          icon?: string
          id?: string
          is_sample?: boolean
          name?: string
          reading_level?: string | null
          sort_order?: number
          success_metrics?: NonNullable<Json>
          time_allocation_percentage?: number | null
          updated_at?: string
          user_id?: string
          vision_statement?: string
        }
        Relationships: []
      }
      project_templates: {
        Row: {
          category: string
          content: NonNullable<Json>
          created_at: string
          description: string
          icon: string
          id: string
          name: string
          sort_order: number
          updated_at: string
          user_id: string
        }
        Insert: {
          category?: string
          content?: NonNullable<Json>
          created_at?: string
          description?: string
          icon?: string
          id?: string
          name: string
          sort_order?: number
          updated_at?: string
          user_id: string
        }
        Update: {
          category?: string
          content?: NonNullable<Json>
          created_at?: string
          description?: string
          icon?: string
          id?: string
          name?: string
          sort_order?: number
          updated_at?: string
          user_id?: string
        }
        Relationships: []
      }
      projects: {
        Row: {
          archived: boolean
          area_id: string | null
          created_at: string
          deadline_on: string | null
          description: string
          icon: string
          id: string
          importance: number
          is_sample: boolean
          name: string
          priority: string
          reading_level: string | null
          sort_order: number
          status: string
          updated_at: string
          user_id: string
        }
        Insert: {
          archived?: boolean
          area_id?: string | null
          created_at?: string
          deadline_on?: string | null
          description?: string
          icon?: string
          id?: string
          importance?: number
          is_sample?: boolean
          name: string
          priority?: string
          reading_level?: string | null
          sort_order?: number
          status?: string
          updated_at?: string
          user_id: string
        }
        Update: {
          archived?: boolean
          area_id?: string | null
          created_at?: string
          deadline_on?: string | null
          description?: string
          icon?: string
          id?: string
          importance?: number
          is_sample?: boolean
          name?: string
          priority?: string
          reading_level?: string | null
          sort_order?: number
          status?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "projects_user_id_area_id_fkey"
            columns: ["user_id", "area_id"]
            referencedRelation: "area_progress"
            referencedColumns: ["user_id", "area_id"]
          },
          {
            foreignKeyName: "projects_user_id_area_id_fkey"
            columns: ["user_id", "area_id"]
            referencedRelation: "areas"
            referencedColumns: ["user_id", "id"]
          },
        ]
      }
      push_subscriptions: {
        Row: {
          auth_secret: string
          created_at: string
          device: string
          endpoint: string
          id: string
          p256dh: string
          user_id: string
        }
        Insert: {
          auth_secret: string
          created_at?: string
          device?: string
          endpoint: string
          id?: string
          p256dh: string
          user_id: string
        }
        Update: {
          auth_secret?: string
          created_at?: string
          device?: string
          endpoint?: string
          id?: string
          p256dh?: string
          user_id?: string
        }
        Relationships: []
      }
      resources: {
        Row: {
          area_id: string | null
          bucket: string
          category: string
          created_at: string
          description: string
          file_type: string
          id: string
          is_archived: boolean
          is_favorite: boolean
          mime_type: string
          original_filename: string
          path: string
          pillar_id: string | null
          previous_version_id: string | null
          project_id: string | null
          size_bytes: number
          tags: string[]
          task_id: string | null
          updated_at: string
          user_id: string
        }
        Insert: {
          area_id?: string | null
          bucket?: string
          category?: string
          created_at?: string
          description?: string
          file_type?: string
          id?: string
          is_archived?: boolean
          is_favorite?: boolean
          mime_type: string
          original_filename: string
          path: string
          pillar_id?: string | null
          previous_version_id?: string | null
          project_id?: string | null
          size_bytes: number
          tags?: string[]
          task_id?: string | null
          updated_at?: string
          user_id: string
        }
        Update: {
          area_id?: string | null
          bucket?: string
          category?: string
          created_at?: string
          description?: string
          file_type?: string
          id?: string
          is_archived?: boolean
          is_favorite?: boolean
          mime_type?: string
          original_filename?: string
          path?: string
          pillar_id?: string | null
          previous_version_id?: string | null
          project_id?: string | null
          size_bytes?: number
          tags?: string[]
          task_id?: string | null
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "resources_user_id_area_id_fkey"
            columns: ["user_id", "area_id"]
            referencedRelation: "area_progress"
            referencedColumns: ["user_id", "area_id"]
          },
          {
            foreignKeyName: "resources_user_id_area_id_fkey"
            columns: ["user_id", "area_id"]
            referencedRelation: "areas"
            referencedColumns: ["user_id", "id"]
          },
          {
            foreignKeyName: "resources_user_id_pillar_id_fkey"
            columns: ["user_id", "pillar_id"]
            referencedRelation: "pillar_progress"
            referencedColumns: ["user_id", "pillar_id"]
          },
          {
            foreignKeyName: "resources_user_id_pillar_id_fkey"
            columns: ["user_id", "pillar_id"]
            referencedRelation: "pillars"
            referencedColumns: ["user_id", "id"]
          },
          {
            foreignKeyName: "resources_user_id_previous_version_id_fkey"
            columns: ["user_id", "previous_version_id"]
            referencedRelation: "resources"
            referencedColumns: ["user_id", "id"]
          },
          {
            foreignKeyName: "resources_user_id_project_id_fkey"
            columns: ["user_id", "project_id"]
            referencedRelation: "project_progress"
            referencedColumns: ["user_id", "project_id"]
          },
          {
            foreignKeyName: "resources_user_id_project_id_fkey"
            columns: ["user_id", "project_id"]
            referencedRelation: "projects"
            referencedColumns: ["user_id", "id"]
          },
          {
            foreignKeyName: "resources_user_id_task_id_fkey"
            columns: ["user_id", "task_id"]
            referencedRelation: "task_scores"
            referencedColumns: ["user_id", "task_id"]
          },
          {
            foreignKeyName: "resources_user_id_task_id_fkey"
            columns: ["user_id", "task_id"]
            referencedRelation: "tasks"
            referencedColumns: ["user_id", "id"]
          },
        ]
      }
      saved_filters: {
        Row: {
          created_at: string
          icon: string
          id: string
          name: string
          query: string
          sort_order: number
          updated_at: string
          user_id: string
        }
        Insert: {
          created_at?: string
          icon?: string
          id?: string
          name: string
          query: string
          sort_order?: number
          updated_at?: string
          user_id: string
        }
        Update: {
          created_at?: string
          icon?: string
          id?: string
          name?: string
          query?: string
          sort_order?: number
          updated_at?: string
          user_id?: string
        }
        Relationships: []
      }
      task_dependencies: {
        Row: {
          created_at: string
          depends_on_task_id: string
          id: string
          task_id: string
          updated_at: string
          user_id: string
        }
        Insert: {
          created_at?: string
          depends_on_task_id: string
          id?: string
          task_id: string
          updated_at?: string
          user_id: string
        }
        Update: {
          created_at?: string
          depends_on_task_id?: string
          id?: string
          task_id?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "task_dependencies_user_id_depends_on_task_id_fkey"
            columns: ["user_id", "depends_on_task_id"]
            referencedRelation: "task_scores"
            referencedColumns: ["user_id", "task_id"]
          },
          {
            foreignKeyName: "task_dependencies_user_id_depends_on_task_id_fkey"
            columns: ["user_id", "depends_on_task_id"]
            referencedRelation: "tasks"
            referencedColumns: ["user_id", "id"]
          },
          {
            foreignKeyName: "task_dependencies_user_id_task_id_fkey"
            columns: ["user_id", "task_id"]
            referencedRelation: "task_scores"
            referencedColumns: ["user_id", "task_id"]
          },
          {
            foreignKeyName: "task_dependencies_user_id_task_id_fkey"
            columns: ["user_id", "task_id"]
            referencedRelation: "tasks"
            referencedColumns: ["user_id", "id"]
          },
        ]
      }
      task_labels: {
        Row: {
          created_at: string
          id: string
          label_id: string
          task_id: string
          updated_at: string
          user_id: string
        }
        Insert: {
          created_at?: string
          id?: string
          label_id: string
          task_id: string
          updated_at?: string
          user_id: string
        }
        Update: {
          created_at?: string
          id?: string
          label_id?: string
          task_id?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "task_labels_user_id_label_id_fkey"
            columns: ["user_id", "label_id"]
            referencedRelation: "labels"
            referencedColumns: ["user_id", "id"]
          },
          {
            foreignKeyName: "task_labels_user_id_task_id_fkey"
            columns: ["user_id", "task_id"]
            referencedRelation: "task_scores"
            referencedColumns: ["user_id", "task_id"]
          },
          {
            foreignKeyName: "task_labels_user_id_task_id_fkey"
            columns: ["user_id", "task_id"]
            referencedRelation: "tasks"
            referencedColumns: ["user_id", "id"]
          },
        ]
      }
      tasks: {
        Row: {
          category: string
          completed_at: string | null
          created_at: string
          deadline_on: string | null
          description: string
          due_on: string | null
          due_time: string | null
          duration_minutes: number | null
          energy: string | null
          id: string
          is_sample: boolean
          name: string
          occurrence: number
          original_text: string | null
          parent_task_id: string | null
          planned_on: string | null
          priority: string
          project_id: string | null
          reading_level: string | null
          recurrence_after_completion: boolean
          recurrence_rule: string | null
          recurrence_start_on: string | null
          remind_at: string | null
          series_id: string | null
          series_template: Json | null
          sort_order: number
          start_on: string | null
          status: string
          sub_task_completion_required: boolean
          today_position: number | null
          updated_at: string
          user_id: string
        }
        Insert: {
          category?: string
          completed_at?: string | null
          created_at?: string
          deadline_on?: string | null
          description?: string
          due_on?: string | null
          due_time?: string | null
          duration_minutes?: number | null
          energy?: string | null
          id?: string
          is_sample?: boolean
          name: string
          occurrence?: number
          original_text?: string | null
          parent_task_id?: string | null
          planned_on?: string | null
          priority?: string
          project_id?: string | null
          reading_level?: string | null
          recurrence_after_completion?: boolean
          recurrence_rule?: string | null
          recurrence_start_on?: string | null
          remind_at?: string | null
          series_id?: string | null
          series_template?: Json | null
          sort_order?: number
          start_on?: string | null
          status?: string
          sub_task_completion_required?: boolean
          today_position?: number | null
          updated_at?: string
          user_id: string
        }
        Update: {
          category?: string
          completed_at?: string | null
          created_at?: string
          deadline_on?: string | null
          description?: string
          due_on?: string | null
          due_time?: string | null
          duration_minutes?: number | null
          energy?: string | null
          id?: string
          is_sample?: boolean
          name?: string
          occurrence?: number
          original_text?: string | null
          parent_task_id?: string | null
          planned_on?: string | null
          priority?: string
          project_id?: string | null
          reading_level?: string | null
          recurrence_after_completion?: boolean
          recurrence_rule?: string | null
          recurrence_start_on?: string | null
          remind_at?: string | null
          series_id?: string | null
          series_template?: Json | null
          sort_order?: number
          start_on?: string | null
          status?: string
          sub_task_completion_required?: boolean
          today_position?: number | null
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "tasks_user_id_parent_task_id_fkey"
            columns: ["user_id", "parent_task_id"]
            referencedRelation: "task_scores"
            referencedColumns: ["user_id", "task_id"]
          },
          {
            foreignKeyName: "tasks_user_id_parent_task_id_fkey"
            columns: ["user_id", "parent_task_id"]
            referencedRelation: "tasks"
            referencedColumns: ["user_id", "id"]
          },
          {
            foreignKeyName: "tasks_user_id_project_id_fkey"
            columns: ["user_id", "project_id"]
            referencedRelation: "project_progress"
            referencedColumns: ["user_id", "project_id"]
          },
          {
            foreignKeyName: "tasks_user_id_project_id_fkey"
            columns: ["user_id", "project_id"]
            referencedRelation: "projects"
            referencedColumns: ["user_id", "id"]
          },
        ]
      }
      user_profiles: {
        Row: {
          avatar_path: string | null
          birth_on: string | null
          created_at: string
          current_streak: number
          daily_streak: number
          day_capacity_minutes: number[]
          display_name: string
          first_name: string
          is_active: boolean
          last_name: string
          last_username_change_at: string | null
          level: number
          locale: string
          monthly_alignment_goal: number | null
          onboarding_state: string
          theme: string
          tier: string
          time_zone: string
          total_points: number
          updated_at: string
          user_id: string
          username: string | null
          uses_24h: boolean
          week_start: number
        }
        Insert: {
          avatar_path?: string | null
          birth_on?: string | null
          created_at?: string
          current_streak?: number
          daily_streak?: number
          day_capacity_minutes?: number[]
          display_name?: string
          first_name?: string
          is_active?: boolean
          last_name?: string
          last_username_change_at?: string | null
          level?: number
          locale?: string
          monthly_alignment_goal?: number | null
          onboarding_state?: string
          theme?: string
          tier?: string
          time_zone?: string
          total_points?: number
          updated_at?: string
          user_id: string
          username?: string | null
          uses_24h?: boolean
          week_start?: number
        }
        Update: {
          avatar_path?: string | null
          birth_on?: string | null
          created_at?: string
          current_streak?: number
          daily_streak?: number
          day_capacity_minutes?: number[]
          display_name?: string
          first_name?: string
          is_active?: boolean
          last_name?: string
          last_username_change_at?: string | null
          level?: number
          locale?: string
          monthly_alignment_goal?: number | null
          onboarding_state?: string
          theme?: string
          tier?: string
          time_zone?: string
          total_points?: number
          updated_at?: string
          user_id?: string
          username?: string | null
          uses_24h?: boolean
          week_start?: number
        }
        Relationships: []
      }
    }
    Views: {
      area_progress: {
        Row: {
          area_id: string | null
          completed_count: number | null
          completion_percentage: number | null
          overdue_count: number | null
          project_count: number | null
          task_count: number | null
          user_id: string | null
        }
        Relationships: []
      }
      hrm_rule_performance: {
        Row: {
          adjusted_people: number | null
          average_confidence: number | null
          average_weight: number | null
          base_weight: number | null
          current_count: number | null
          dismissed_count: number | null
          feedback_count: number | null
          helpful_count: number | null
          helpful_share: number | null
          is_active: boolean | null
          not_helpful_count: number | null
          rule_code: string | null
          rule_name: string | null
          version: number | null
        }
        Relationships: []
      }
      hrm_run_health: {
        Row: {
          added_count: number | null
          changed_count: number | null
          day: string | null
          error_codes: string[] | null
          failed_count: number | null
          gone_count: number | null
          p95_seconds: number | null
          people_count: number | null
          run_count: number | null
          superseded_count: number | null
          trigger: string | null
        }
        Relationships: []
      }
      pillar_progress: {
        Row: {
          area_count: number | null
          completed_count: number | null
          completion_percentage: number | null
          overdue_count: number | null
          pillar_id: string | null
          project_count: number | null
          task_count: number | null
          user_id: string | null
        }
        Relationships: []
      }
      project_progress: {
        Row: {
          completed_count: number | null
          completion_percentage: number | null
          overdue_count: number | null
          project_id: string | null
          task_count: number | null
          user_id: string | null
        }
        Relationships: []
      }
      task_scores: {
        Row: {
          age_points: number | null
          area_id: string | null
          area_importance: number | null
          area_name: string | null
          blocker_count: number | null
          days_left: number | null
          deadline_on: string | null
          dependency_points: number | null
          due_on: string | null
          due_time: string | null
          hierarchy_points: number | null
          is_blocked: boolean | null
          is_parked: boolean | null
          parent_task_id: string | null
          pillar_color: string | null
          pillar_id: string | null
          pillar_name: string | null
          priority_points: number | null
          progress_points: number | null
          project_icon: string | null
          project_id: string | null
          project_importance: number | null
          project_name: string | null
          rank_points: number | null
          score: number | null
          sort_order: number | null
          start_on: string | null
          task_id: string | null
          today_on: string | null
          urgency_points: number | null
          user_id: string | null
        }
        Relationships: [
          {
            foreignKeyName: "tasks_user_id_parent_task_id_fkey"
            columns: ["user_id", "parent_task_id"]
            referencedRelation: "task_scores"
            referencedColumns: ["user_id", "task_id"]
          },
          {
            foreignKeyName: "tasks_user_id_parent_task_id_fkey"
            columns: ["user_id", "parent_task_id"]
            referencedRelation: "tasks"
            referencedColumns: ["user_id", "id"]
          },
          {
            foreignKeyName: "tasks_user_id_project_id_fkey"
            columns: ["user_id", "project_id"]
            referencedRelation: "project_progress"
            referencedColumns: ["user_id", "project_id"]
          },
          {
            foreignKeyName: "tasks_user_id_project_id_fkey"
            columns: ["user_id", "project_id"]
            referencedRelation: "projects"
            referencedColumns: ["user_id", "id"]
          },
        ]
      }
    }
    Functions: {
      add_starter_templates: {
        Args: Record<PropertyKey, never>
        Returns: number
      }
      ai_breaker_allows: {
        Args: { p_model: string; p_provider: string }
        Returns: Json
      }
      ai_breaker_states: { Args: Record<PropertyKey, never>; Returns: Json }
      ai_budget_state: {
        Args: { p_organization_id?: string; p_user_id?: string }
        Returns: Json
      }
      ai_cost_nano_usd: {
        Args: { p_at?: string; p_model_id: string; p_usage: Json }
        Returns: number
      }
      ai_usage_report: { Args: { p_month?: string }; Returns: Json }
      assistant_moment: {
        Args: { p_keys?: string[]; p_user_id: string }
        Returns: Json
      }
      assistant_scene: { Args: Record<PropertyKey, never>; Returns: Json }
      claim_ai_items: {
        Args: {
          p_kind: string
          p_lease_seconds: number
          p_most: number
          p_user_id: string
        }
        Returns: Json
      }
      claim_ai_request: {
        Args: {
          p_body_hash: string
          p_key: string
          p_lease_seconds: number
          p_takes?: Json
          p_user_id: string
        }
        Returns: Json
      }
      confirmed_at: {
        Args: { insight: Database["public"]["Tables"]["insights"]["Row"] }
        Returns: string
      }
      create_project_from_template: {
        Args: {
          p_area_id?: string
          p_name?: string
          p_start_on?: string
          p_template_id: string
        }
        Returns: string
      }
      dismiss_insight: {
        Args: { p_insight_id: string }
        Returns: {
          application_count: number
          computed_at: string
          confidence: number
          created_at: string
          detailed_reasoning: NonNullable<Json>
          digest: string | null
          dismissed_at: string | null
          draft_hash: string
          end_reason: string | null
          ended_at: string | null
          entity_id: string | null
          entity_type: string
          evidence: NonNullable<Json>
          expires_at: string | null
          feedback_details: Json | null
          id: string
          impact: number
          insight_type: string
          is_active: boolean
          is_pinned: boolean
          last_accessed_at: string | null
          llm_context: Json | null
          llm_model_used: string | null
          llm_session_id: string | null
          pinned_at: string | null
          previous_version_id: string | null
          reasoning_path: NonNullable<Json>
          rule_code: string
          rule_version: number
          run_id: string | null
          source_ids: string[]
          source_tables: string[]
          stale_at: string | null
          statement_hash: string | null
          subject: string
          summary: string
          tags: string[]
          title: string
          updated_at: string
          user_feedback: string | null
          user_id: string
          version: number
        }
        SetofOptions: {
          from: "*"
          to: "insights"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      edit_series: {
        Args: { p_changes: Json; p_scope: string; p_task_id: string }
        Returns: number
      }
      enqueue_ai_items: {
        Args: { p_kind: string; p_subject_ids: string[]; p_user_id: string }
        Returns: number
      }
      estimate_ai_cost: {
        Args: { p_calls: Json; p_deadline_seconds?: number }
        Returns: Json
      }
      fail_insight_run: {
        Args: { p_error_code: string; p_run: Json; p_user_id: string }
        Returns: undefined
      }
      feedback_to_learn: {
        Args: { p_user_ids: string[] }
        Returns: {
          feedback: Json
          user_id: string
          weights: Json
        }[]
      }
      fill_sample_life: { Args: Record<PropertyKey, never>; Returns: Json }
      fill_starter_life: { Args: { p_life: string }; Returns: Json }
      finish_ai_items: {
        Args: {
          p_again?: boolean
          p_cost_nano_usd?: number
          p_failed_ids?: string[]
          p_interaction_id?: string
          p_lease_id: string
          p_user_id: string
        }
        Returns: number
      }
      finish_ai_request: {
        Args: { p_key: string; p_outcome: Json; p_user_id: string }
        Returns: undefined
      }
      give_insight_feedback: {
        Args: {
          p_adjusted_score?: number
          p_insight_id: string
          p_suggestion?: string
          p_text?: string
          p_type: string
        }
        Returns: {
          applied_rules: NonNullable<Json>
          created_at: string
          entity_id: string | null
          entity_type: string
          feedback_text: string | null
          feedback_type: string
          id: string
          insight_id: string | null
          insight_type: string
          learned_at: string | null
          original_score: number | null
          reasoning_snapshot: NonNullable<Json>
          suggested_improvement: string | null
          user_adjusted_score: number | null
          user_id: string
        }
        SetofOptions: {
          from: "*"
          to: "hrm_feedback_log"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      hrm_snapshot: { Args: Record<PropertyKey, never>; Returns: Json }
      hrm_snapshots: {
        Args: { p_user_ids: string[] }
        Returns: {
          known: string[]
          snapshot: Json
          user_id: string
        }[]
      }
      import_chunk: {
        Args: { p_import_id: string; p_rows: Json }
        Returns: Json
      }
      insight_decisions: {
        Args: {
          p_before?: string
          p_before_id?: string
          p_before_kind?: string
          p_from?: string
          p_kinds?: string[]
          p_limit?: number
          p_rule?: string
          p_search?: string
          p_type?: string
          p_until?: string
        }
        Returns: {
          adjusted_score: number
          applied_rules: Json
          confidence: number
          decided_at: string
          entity_id: string
          entity_type: string
          feedback_type: string
          id: string
          impact: number
          insight_id: string
          insight_type: string
          kind: string
          learned_at: string
          moved: Json
          rule_code: string
          score: number
          summary: string
          title: string
          told_text: string
        }[]
      }
      insight_statistics: { Args: { p_days?: number }; Returns: Json }
      insight_trends: { Args: { p_weeks?: number }; Returns: Json }
      insights_told: {
        Args: { p_from: string; p_until: string }
        Returns: {
          application_count: number
          computed_at: string
          confidence: number
          created_at: string
          detailed_reasoning: NonNullable<Json>
          digest: string | null
          dismissed_at: string | null
          draft_hash: string
          end_reason: string | null
          ended_at: string | null
          entity_id: string | null
          entity_type: string
          evidence: NonNullable<Json>
          expires_at: string | null
          feedback_details: Json | null
          id: string
          impact: number
          insight_type: string
          is_active: boolean
          is_pinned: boolean
          last_accessed_at: string | null
          llm_context: Json | null
          llm_model_used: string | null
          llm_session_id: string | null
          pinned_at: string | null
          previous_version_id: string | null
          reasoning_path: NonNullable<Json>
          rule_code: string
          rule_version: number
          run_id: string | null
          source_ids: string[]
          source_tables: string[]
          stale_at: string | null
          statement_hash: string | null
          subject: string
          summary: string
          tags: string[]
          title: string
          updated_at: string
          user_feedback: string | null
          user_id: string
          version: number
        }[]
        SetofOptions: {
          from: "*"
          to: "insights"
          isOneToOne: false
          isSetofReturn: true
        }
      }
      is_feature_enabled: { Args: { p_key: string }; Returns: boolean }
      keep_ai_answer: {
        Args: {
          p_answer: Json
          p_data_version?: string
          p_key: string
          p_ttl_seconds: number
          p_user_id: string
        }
        Returns: boolean
      }
      keep_chat_turns: {
        Args: { p_thread: Json; p_turns: Json; p_user_id: string }
        Returns: boolean
      }
      life_as_of: {
        Args: { p_at: string }
        Returns: {
          record: Json
          row_id: string
          table_name: string
        }[]
      }
      order_today: { Args: { p_task_ids: string[] }; Returns: number }
      phrase_insight: {
        Args: { p_insight_id: string; p_phrasing: Json; p_user_id: string }
        Returns: boolean
      }
      pillar_balance: { Args: { p_days?: number }; Returns: Json }
      pin_insight: {
        Args: { p_insight_id: string; p_is_pinned?: boolean }
        Returns: {
          application_count: number
          computed_at: string
          confidence: number
          created_at: string
          detailed_reasoning: NonNullable<Json>
          digest: string | null
          dismissed_at: string | null
          draft_hash: string
          end_reason: string | null
          ended_at: string | null
          entity_id: string | null
          entity_type: string
          evidence: NonNullable<Json>
          expires_at: string | null
          feedback_details: Json | null
          id: string
          impact: number
          insight_type: string
          is_active: boolean
          is_pinned: boolean
          last_accessed_at: string | null
          llm_context: Json | null
          llm_model_used: string | null
          llm_session_id: string | null
          pinned_at: string | null
          previous_version_id: string | null
          reasoning_path: NonNullable<Json>
          rule_code: string
          rule_version: number
          run_id: string | null
          source_ids: string[]
          source_tables: string[]
          stale_at: string | null
          statement_hash: string | null
          subject: string
          summary: string
          tags: string[]
          title: string
          updated_at: string
          user_feedback: string | null
          user_id: string
          version: number
        }
        SetofOptions: {
          from: "*"
          to: "insights"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      read_ai_answer: {
        Args: { p_key: string; p_user_id: string }
        Returns: Json
      }
      reading_level: {
        Args: { p_row_id: string; p_table: string }
        Returns: Json
      }
      recent_batches: {
        Args: { p_before?: string; p_limit?: number }
        Returns: {
          change_count: number
          created_at: string
          id: string
          sample: Json
          source: string
          undoes_batch_id: string
          undone_by_batch_id: string
        }[]
      }
      record_ai_interaction: {
        Args: {
          p_details?: Json
          p_feature: string
          p_interaction_id: string
          p_source: string
          p_user_id: string
        }
        Returns: undefined
      }
      redo_batch: { Args: { p_batch_id: string }; Returns: Json }
      register_push_device: {
        Args: {
          p_auth: string
          p_device?: string
          p_endpoint: string
          p_p256dh: string
        }
        Returns: string
      }
      related_insights: {
        Args: { p_insight_id: string }
        Returns: {
          application_count: number
          computed_at: string
          confidence: number
          created_at: string
          detailed_reasoning: NonNullable<Json>
          digest: string | null
          dismissed_at: string | null
          draft_hash: string
          end_reason: string | null
          ended_at: string | null
          entity_id: string | null
          entity_type: string
          evidence: NonNullable<Json>
          expires_at: string | null
          feedback_details: Json | null
          id: string
          impact: number
          insight_type: string
          is_active: boolean
          is_pinned: boolean
          last_accessed_at: string | null
          llm_context: Json | null
          llm_model_used: string | null
          llm_session_id: string | null
          pinned_at: string | null
          previous_version_id: string | null
          reasoning_path: NonNullable<Json>
          rule_code: string
          rule_version: number
          run_id: string | null
          source_ids: string[]
          source_tables: string[]
          stale_at: string | null
          statement_hash: string | null
          subject: string
          summary: string
          tags: string[]
          title: string
          updated_at: string
          user_feedback: string | null
          user_id: string
          version: number
        }[]
        SetofOptions: {
          from: "*"
          to: "insights"
          isOneToOne: false
          isSetofReturn: true
        }
      }
      release_ai_hold: {
        Args: { p_hold_id: string; p_outcome?: Json }
        Returns: Json
      }
      release_ai_request: {
        Args: { p_key: string; p_user_id: string }
        Returns: undefined
      }
      remove_sample_life: { Args: Record<PropertyKey, never>; Returns: Json }
      report_ai_attempt: {
        Args: { p_model: string; p_outcome: string; p_provider: string }
        Returns: Json
      }
      reserve_ai_budget: {
        Args: {
          p_body_hash: string
          p_calls: Json
          p_deadline_seconds?: number
          p_feature: string
          p_idempotency_key: string
          p_interaction_id?: string
          p_is_interaction?: boolean
          p_organization_id?: string
          p_takes?: Json
          p_tier?: string
          p_user_id: string
        }
        Returns: Json
      }
      restore_insight: {
        Args: { p_insight_id: string }
        Returns: {
          application_count: number
          computed_at: string
          confidence: number
          created_at: string
          detailed_reasoning: NonNullable<Json>
          digest: string | null
          dismissed_at: string | null
          draft_hash: string
          end_reason: string | null
          ended_at: string | null
          entity_id: string | null
          entity_type: string
          evidence: NonNullable<Json>
          expires_at: string | null
          feedback_details: Json | null
          id: string
          impact: number
          insight_type: string
          is_active: boolean
          is_pinned: boolean
          last_accessed_at: string | null
          llm_context: Json | null
          llm_model_used: string | null
          llm_session_id: string | null
          pinned_at: string | null
          previous_version_id: string | null
          reasoning_path: NonNullable<Json>
          rule_code: string
          rule_version: number
          run_id: string | null
          source_ids: string[]
          source_tables: string[]
          stale_at: string | null
          statement_hash: string | null
          subject: string
          summary: string
          tags: string[]
          title: string
          updated_at: string
          user_feedback: string | null
          user_id: string
          version: number
        }
        SetofOptions: {
          from: "*"
          to: "insights"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      restore_row: {
        Args: { p_at?: string; p_row_id: string; p_table: string }
        Returns: Json
      }
      revert_weight_change: { Args: { p_id: string }; Returns: Json }
      save_insight_runs: { Args: { p_results: Json }; Returns: Json }
      save_insights: {
        Args: { p_drafts: Json; p_run: Json; p_user_id: string }
        Returns: Json
      }
      save_learning: {
        Args: {
          p_feedback_ids: string[]
          p_reasons?: Json
          p_user_id: string
          p_weights: Json
        }
        Returns: number
      }
      save_project_as_template: {
        Args: { p_name?: string; p_project_id: string }
        Returns: string
      }
      search_chats: {
        Args: { p_limit?: number; p_text: string }
        Returns: {
          id: string
          last_message_at: string
          message_id: string
          role: string
          said_at: string
          snippet: string
          title: string
        }[]
      }
      send_test_notification: { Args: { p_channel: string }; Returns: string }
      settle_ai_usage: {
        Args: { p_attempts: Json; p_hold_id: string; p_result?: Json }
        Returns: Json
      }
      skip_occurrence: {
        Args: { p_task_id: string }
        Returns: {
          category: string
          completed_at: string | null
          created_at: string
          deadline_on: string | null
          description: string
          due_on: string | null
          due_time: string | null
          duration_minutes: number | null
          energy: string | null
          id: string
          is_sample: boolean
          name: string
          occurrence: number
          original_text: string | null
          parent_task_id: string | null
          planned_on: string | null
          priority: string
          project_id: string | null
          reading_level: string | null
          recurrence_after_completion: boolean
          recurrence_rule: string | null
          recurrence_start_on: string | null
          remind_at: string | null
          series_id: string | null
          series_template: Json | null
          sort_order: number
          start_on: string | null
          status: string
          sub_task_completion_required: boolean
          today_position: number | null
          updated_at: string
          user_id: string
        }
        SetofOptions: {
          from: "*"
          to: "tasks"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      snooze_notifications: {
        Args: { p_subject: string; p_until: string }
        Returns: undefined
      }
      snooze_reminder: {
        Args: { p_task_id: string; p_until: string }
        Returns: undefined
      }
      standing_insight_run: {
        Args: { p_scope?: Json; p_user_id: string }
        Returns: Json
      }
      start_focus_session: {
        Args: {
          p_id?: string
          p_kind?: string
          p_planned_minutes?: number
          p_task_id?: string
        }
        Returns: {
          created_at: string
          ended_at: string | null
          id: string
          kind: string
          planned_minutes: number
          started_at: string
          task_id: string | null
          updated_at: string
          user_id: string
        }
        SetofOptions: {
          from: "*"
          to: "focus_sessions"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      stop_focus_session: {
        Args: Record<PropertyKey, never>
        Returns: {
          created_at: string
          ended_at: string | null
          id: string
          kind: string
          planned_minutes: number
          started_at: string
          task_id: string | null
          updated_at: string
          user_id: string
        }
        SetofOptions: {
          from: "*"
          to: "focus_sessions"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      take_back_insight_feedback: {
        Args: { p_feedback_id: string }
        Returns: undefined
      }
      take_rate: { Args: { p_takes: Json }; Returns: Json }
      today_tasks: {
        Args: { p_limit?: number }
        Returns: {
          area_id: string
          area_name: string
          created_at: string
          deadline_on: string
          description: string
          due_on: string
          due_time: string
          duration_minutes: number
          energy: string
          id: string
          is_blocked: boolean
          is_sample: boolean
          name: string
          parent_task_id: string
          pillar_color: string
          pillar_id: string
          pillar_name: string
          planned_on: string
          priority: string
          project_icon: string
          project_id: string
          project_name: string
          rank_points: number
          reasons: Json
          recurrence_rule: string
          score: number
          start_on: string
          status: string
          today_position: number
          updated_at: string
        }[]
      }
      touch_insight: { Args: { p_insight_id: string }; Returns: undefined }
      undo_batch: {
        Args: { p_batch_id: string; p_force?: boolean }
        Returns: Json
      }
      upcoming_days: {
        Args: {
          p_after: string
          p_limit?: number
          p_occurrence?: number
          p_rule: string
          p_start_on: string
        }
        Returns: string[]
      }
      web_push_key: { Args: Record<PropertyKey, never>; Returns: string }
    }
    Enums: {
      [_ in never]: never
    }
    CompositeTypes: {
      [_ in never]: never
    }
  }
}

type DatabaseWithoutInternals = Omit<Database, "__InternalSupabase">

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] &
        DefaultSchema["Views"])
    ? (DefaultSchema["Tables"] &
        DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R
      }
      ? R
      : never
    : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I
      }
      ? I
      : never
    : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U
      }
      ? U
      : never
    : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends (DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never) = never,
> = DefaultSchemaEnumNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
    ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
    : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends (PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never) = never,
> = PublicCompositeTypeNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
    ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
    : never

export const Constants = {
  public: {
    Enums: {},
  },
} as const
